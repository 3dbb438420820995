/* ICC profiles (ISO 15076-1): what they say is done to the pixels when a
 * picture is loaded, since neither output shall depend on a viewer's care for
 * them, and a profile can hold texts as well. Little CMS reads them. */
#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "image/image_private.h"

/* The largest profile that is read; CMYK ones of printers have some MiB. */
enum { LARGEST_PROFILE = 8 << 20 };

/* So far may a profile be from sRGB, of 255, that nobody sees the difference:
 * many files hold one of the roundings of sRGB. */
enum { UNSEEN = 3 };

struct image_conversion {
	cmsContext context;
	/* with and without alpha; NULL where there is none, as in CMYK */
	cmsHTRANSFORM opaque, translucent;
	unsigned components;
};

/* Grey with the curve of sRGB (IEC 61966-2-1). */
static cmsHPROFILE grey_profile(cmsContext context)
{
	static const double parameters[] = { 2.4, 1 / 1.055, 0.055 / 1.055,
					     1 / 12.92, 0.04045 };
	cmsToneCurve *curve =
		cmsBuildParametricToneCurve(context, 4, parameters);
	cmsHPROFILE profile =
		curve ? cmsCreateGrayProfileTHR(context, cmsD50_xyY(), curve) :
			NULL;
	cmsFreeToneCurve(curve);
	return profile;
}

static bool is_for(cmsHPROFILE profile, unsigned components)
{
	cmsColorSpaceSignature space = cmsGetColorSpace(profile);
	cmsProfileClassSignature class = cmsGetDeviceClass(profile);
	return (class == cmsSigInputClass || class == cmsSigDisplayClass ||
		class == cmsSigOutputClass || class == cmsSigColorSpaceClass) &&
	       space == (components == 1 ? cmsSigGrayData :
			 components == 3 ? cmsSigRgbData :
					   cmsSigCmykData);
}

static void make_transforms(struct image_conversion *conversion,
			    cmsHPROFILE profile, cmsHPROFILE srgb)
{
	cmsContext context = conversion->context;
	switch (conversion->components) {
	case 1:
		conversion->opaque = cmsCreateTransformTHR(
			context, profile, TYPE_GRAY_8, srgb, TYPE_GRAY_8,
			INTENT_PERCEPTUAL, 0);
		conversion->translucent = cmsCreateTransformTHR(
			context, profile, TYPE_GRAYA_8, srgb, TYPE_GRAYA_8,
			INTENT_PERCEPTUAL, cmsFLAGS_COPY_ALPHA);
		break;
	case 3:
		conversion->opaque = cmsCreateTransformTHR(
			context, profile, TYPE_RGB_8, srgb, TYPE_RGB_8,
			INTENT_PERCEPTUAL, 0);
		conversion->translucent = cmsCreateTransformTHR(
			context, profile, TYPE_RGBA_8, srgb, TYPE_RGBA_8,
			INTENT_PERCEPTUAL, cmsFLAGS_COPY_ALPHA);
		break;
	default:
		conversion->opaque = cmsCreateTransformTHR(
			context, profile, TYPE_CMYK_8, srgb, TYPE_RGB_8,
			INTENT_PERCEPTUAL, 0);
		break;
	}
}

/* True where no colour is changed by more than can be seen: all greys, and
 * nine steps of each primary. */
static bool is_unseen(const struct image_conversion *conversion)
{
	enum { MOST = 9 * 9 * 9 * 3 };
	uint8_t in[MOST], out[MOST];
	size_t count = 0;
	if (conversion->components == 4)
		return false;
	if (conversion->components == 1) {
		for (; count < 256; count++)
			in[count] = (uint8_t)count;
	} else {
		for (int i = 0; i < 9 * 9 * 9; i++) {
			in[count++] = (uint8_t)(i / 81 * 255 / 8);
			in[count++] = (uint8_t)(i / 9 % 9 * 255 / 8);
			in[count++] = (uint8_t)(i % 9 * 255 / 8);
		}
	}
	cmsDoTransform(conversion->opaque, in, out,
		       (cmsUInt32Number)(count / conversion->components));
	for (size_t i = 0; i < count; i++)
		if (abs(in[i] - out[i]) > UNSEEN)
			return false;
	return true;
}

enum image_profile image_profile_read(struct str profile, unsigned components,
				      struct image_conversion **result)
{
	struct image_conversion *conversion =
		memory_allocate(sizeof *conversion);
	enum image_profile outcome = IMAGE_PROFILE_UNUSABLE;
	conversion->components = components;
	conversion->context = cmsCreateContext(NULL, NULL);
	if (!conversion->context)
		memory_exhausted();
	cmsHPROFILE from = profile.length <= LARGEST_PROFILE ?
				   cmsOpenProfileFromMemTHR(
					   conversion->context, profile.bytes,
					   (cmsUInt32Number)profile.length) :
				   NULL;
	cmsHPROFILE to = components == 1 ?
				 grey_profile(conversion->context) :
				 cmsCreate_sRGBProfileTHR(conversion->context);
	if (from && to && is_for(from, components))
		make_transforms(conversion, from, to);
	if (from)
		cmsCloseProfile(from);
	if (to)
		cmsCloseProfile(to);
	if (conversion->opaque && (conversion->translucent || components == 4))
		outcome = is_unseen(conversion) ? IMAGE_PROFILE_SRGB :
						  IMAGE_PROFILE_OTHER;
	if (outcome == IMAGE_PROFILE_OTHER)
		*result = conversion;
	else
		image_conversion_free(conversion);
	return outcome;
}

static void convert_cmyk(const struct image_conversion *conversion,
			 struct image_pixels *pixels)
{
	size_t count = (size_t)pixels->width * pixels->height;
	uint8_t *rgb = memory_resize(NULL, count, 3);
	for (uint32_t y = 0; y < pixels->height; y++)
		cmsDoTransform(conversion->opaque,
			       pixels->samples + y * image_row_length(pixels),
			       rgb + (size_t)y * pixels->width * 3,
			       pixels->width);
	free(pixels->samples);
	pixels->samples = rgb;
	pixels->channels = 3;
}

void image_convert(const struct image_conversion *conversion,
		   struct image_pixels *pixels)
{
	if (conversion->components == 4) {
		convert_cmyk(conversion, pixels);
		return;
	}
	bool is_opaque = pixels->channels == conversion->components;
	for (uint32_t y = 0; y < pixels->height; y++) {
		uint8_t *row = pixels->samples + y * image_row_length(pixels);
		cmsDoTransform(is_opaque ? conversion->opaque :
					   conversion->translucent,
			       row, row, pixels->width);
	}
}

void image_conversion_free(struct image_conversion *conversion)
{
	if (!conversion)
		return;
	if (conversion->opaque)
		cmsDeleteTransform(conversion->opaque);
	if (conversion->translucent)
		cmsDeleteTransform(conversion->translucent);
	cmsDeleteContext(conversion->context);
	free(conversion);
}
