/* JPEG files ↔ pixels, by libjpeg. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/memory.h"
#include "image/image_private.h"

/* A progressive file may refine a picture in scans without end; no program
 * writes more than some tens. */
enum { MOST_SCANS = 200 };

/* Of 100: hardly to be told from what was there. */
enum { QUALITY = 92 };

struct decoder {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf escape;
	struct image_pixels *pixels;
	char message[JMSG_LENGTH_MAX];
};

static _Noreturn void decoder_fail(j_common_ptr common)
{
	struct decoder *decoder = common->client_data;
	common->err->format_message(common, decoder->message);
	longjmp(decoder->escape, 1);
}

static void decoder_warn(j_common_ptr common, int level)
{
	(void)common;
	(void)level;
}

static void decoder_watch(j_common_ptr common)
{
	struct decoder *decoder = common->client_data;
	if (decoder->jpeg.input_scan_number <= MOST_SCANS)
		return;
	snprintf(decoder->message, sizeof decoder->message,
		 "it has more than %d scans", MOST_SCANS);
	longjmp(decoder->escape, 1);
}

static bool decode(struct decoder *decoder, const struct image *image,
		   const struct image_facts *facts)
{
	struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
	struct image_pixels *pixels = decoder->pixels;
	jpeg->err = jpeg_std_error(&decoder->errors);
	jpeg->client_data = decoder;
	decoder->errors.error_exit = decoder_fail;
	decoder->errors.emit_message = decoder_warn;
	if (setjmp(decoder->escape))
		return false;
	jpeg_create_decompress(jpeg);
	decoder->progress.progress_monitor = decoder_watch;
	jpeg->progress = &decoder->progress;
	jpeg_mem_src(jpeg, (const unsigned char *)image->file.bytes,
		     image->file.length);
	jpeg_read_header(jpeg, TRUE);
	jpeg->out_color_space = facts->components == 1 ? JCS_GRAYSCALE :
				facts->components == 3 ? JCS_RGB :
							 JCS_CMYK;
	jpeg->scale_denom = 1u << facts->reduction;
	jpeg_start_decompress(jpeg);
	pixels->width = jpeg->output_width;
	pixels->height = jpeg->output_height;
	pixels->channels = facts->components;
	size_t length = image_row_length(pixels);
	pixels->samples = memory_resize(NULL, pixels->height, length);
	while (jpeg->output_scanline < jpeg->output_height) {
		JSAMPROW row = pixels->samples + jpeg->output_scanline * length;
		jpeg_read_scanlines(jpeg, &row, 1);
		for (size_t i = 0;
		     facts->is_inverted && i < length && facts->components == 4;
		     i++)
			row[i] = (uint8_t)(255 - row[i]);
	}
	return true;
}

bool image_jpeg_decode(const struct image *image,
		       const struct image_facts *facts,
		       struct image_pixels *pixels, struct error *error)
{
	/* on the heap: its fields change between setjmp and longjmp */
	struct decoder *decoder = memory_allocate(sizeof *decoder);
	decoder->pixels = pixels;
	bool ok = decode(decoder, image, facts);
	if (!ok)
		error_set(error, "is damaged: %s", decoder->message);
	jpeg_destroy_decompress(&decoder->jpeg);
	free(decoder);
	return ok;
}

static void set_density(struct jpeg_compress_struct *jpeg, uint32_t density_x,
			uint32_t density_y)
{
	if (!density_x || !density_y || density_x > 2000000 ||
	    density_y > 2000000)
		return;
	jpeg->density_unit = 1; /* dots per inch */
	jpeg->X_density = (UINT16)(density_x * 0.0254 + 0.5);
	jpeg->Y_density = (UINT16)(density_y * 0.0254 + 0.5);
}

struct str image_jpeg_write(struct arena *arena,
			    const struct image_pixels *pixels,
			    uint32_t density_x, uint32_t density_y)
{
	struct jpeg_compress_struct jpeg = { .err = NULL };
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long length = 0;
	/* errors end the program: there are none but too little memory */
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &length);
	jpeg.image_width = pixels->width;
	jpeg.image_height = pixels->height;
	jpeg.input_components = (int)pixels->channels;
	jpeg.in_color_space = pixels->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, QUALITY, TRUE);
	jpeg.optimize_coding = TRUE;
	for (int i = 0; i < jpeg.num_components; i++)
		jpeg.comp_info[i].h_samp_factor =
			jpeg.comp_info[i].v_samp_factor = 1;
	set_density(&jpeg, density_x, density_y);
	jpeg_start_compress(&jpeg, TRUE);
	while (jpeg.next_scanline < pixels->height) {
		JSAMPROW row = pixels->samples +
			       jpeg.next_scanline * image_row_length(pixels);
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	struct str file = { arena_copy(arena, (char *)bytes, length), length };
	jpeg_destroy_compress(&jpeg);
	free(bytes);
	return file;
}
