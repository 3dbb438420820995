/* Pictures: ECMA-376-1, 20. They stand in the line, where screen readers meet
 * them, and not beside the text. */
#include "html/html.h"
#include "office/docx.h"

static struct docx *docx_of(struct writer *writer)
{
	return writer->state;
}

/* [EMU], 12,700 to the point */
static void emit_length(struct writer *writer, const char *name, lu length)
{
	docx_emit(writer, name);
	docx_emit(writer, "=\"");
	docx_emit_integer(writer, (int64_t)length * 127 / 10);
	docx_emit(writer, "\"");
}

static size_t relate(struct writer *writer, const char *file)
{
	return docx_relate(writer, docx_of(writer)->part, "image",
			   arena_format(&writer->arena, "media/%s", file),
			   false);
}

/* What it is called, and what it shows; or that it shows nothing that matters
 * (MS-ODRAWXML, 2.21). */
static void emit_names(struct writer *writer, const char *element,
		       const struct office_shown *shown)
{
	bool is_decorative = !*shown->alternative;
	docx_emit(writer, "<");
	docx_emit(writer, element);
	docx_emit(writer, " id=\"");
	docx_emit_integer(writer, docx_of(writer)->picture_count);
	docx_emit(writer, "\" name=\"");
	docx_emit(writer, shown->picture->file);
	docx_emit(writer, "\"");
	docx_emit_attribute(writer, "descr", shown->alternative);
	docx_emit(writer, is_decorative ? ">" : "/>");
	if (!is_decorative)
		return;
	docx_emit(writer,
		  "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-"
		  "1728B52AA6E4}\"><adec:decorative xmlns:adec=\"http://"
		  "schemas.microsoft.com/office/drawing/2017/decorative\" "
		  "val=\"1\"/></a:ext></a:extLst></");
	docx_emit(writer, element);
	docx_emit(writer, ">");
}

/* The file that every program shows, and a drawing for those that can
 * (MS-ODRAWXML, 2.25). */
static void emit_files(struct writer *writer,
		       const struct office_picture *picture)
{
	docx_emit(writer, "<pic:blipFill><a:blip r:embed=\"rId");
	docx_emit_integer(writer, (int64_t)relate(writer, picture->file));
	if (picture->vector) {
		docx_emit(writer,
			  "\"><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-"
			  "37D633B846F1}\"><asvg:svgBlip xmlns:asvg=\"http://"
			  "schemas.microsoft.com/office/drawing/2016/SVG/main\""
			  " r:embed=\"rId");
		docx_emit_integer(writer,
				  (int64_t)relate(writer, picture->vector));
		docx_emit(writer, "\"/></a:ext></a:extLst></a:blip>");
	} else {
		docx_emit(writer, "\"/>");
	}
	docx_emit(writer, "<a:stretch><a:fillRect/></a:stretch>"
			  "</pic:blipFill>");
}

/* How a JPEG's orientation is had by turning: EXIF is not read here. Sizes are
 * those before the turn. */
static void emit_frame(struct writer *writer, const struct office_shown *shown)
{
	static const struct {
		const char *attributes;
		bool is_turned;
	} turns[9] = {
		[2] = { " flipH=\"1\"", false },
		[3] = { " rot=\"10800000\"", false },
		[4] = { " flipV=\"1\"", false },
		[5] = { " rot=\"16200000\" flipH=\"1\"", true },
		[6] = { " rot=\"5400000\"", true },
		[7] = { " rot=\"5400000\" flipH=\"1\"", true },
		[8] = { " rot=\"16200000\"", true },
	};
	uint8_t orientation = shown->picture->orientation;
	bool is_turned = turns[orientation].is_turned;
	docx_emit(writer, "<pic:spPr><a:xfrm");
	if (turns[orientation].attributes)
		docx_emit(writer, turns[orientation].attributes);
	docx_emit(writer, "><a:off x=\"0\" y=\"0\"/><a:ext");
	emit_length(writer, " cx", is_turned ? shown->height : shown->width);
	emit_length(writer, " cy", is_turned ? shown->width : shown->height);
	docx_emit(writer, "/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
			  "</a:prstGeom></pic:spPr>");
}

void docx_picture(struct writer *writer, const struct office_shown *shown)
{
	docx_of(writer)->picture_count++;
	docx_emit(writer,
		  "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" "
		  "distL=\"0\" distR=\"0\" xmlns:wp=\"http://schemas."
		  "openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
		  "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/"
		  "main\"><wp:extent");
	emit_length(writer, " cx", shown->width);
	emit_length(writer, " cy", shown->height);
	docx_emit(writer, "/>");
	emit_names(writer, "wp:docPr", shown);
	docx_emit(writer,
		  "<wp:cNvGraphicFramePr><a:graphicFrameLocks "
		  "noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>"
		  "<a:graphicData uri=\"http://schemas.openxmlformats.org/"
		  "drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://"
		  "schemas.openxmlformats.org/drawingml/2006/picture\">"
		  "<pic:nvPicPr>");
	emit_names(writer, "pic:cNvPr", shown);
	docx_emit(writer, "<pic:cNvPicPr/></pic:nvPicPr>");
	emit_files(writer, shown->picture);
	emit_frame(writer, shown);
	docx_emit(writer, "</pic:pic></a:graphicData></a:graphic></wp:inline>"
			  "</w:drawing></w:r>");
}
