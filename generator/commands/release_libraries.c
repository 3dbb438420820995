/* The libraries that bytes of outputs depend on, with their versions. */
#include <cairo.h>
#include <hb.h>
#include <hpdf.h>
#include <stdio.h>

#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <librsvg/rsvg.h>
#include <liblouis.h>
#include <libxml/xmlversion.h>
#include <nettle/version.h>
#include <png.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <yaml.h>
#include "container/zip_library.h"

#include <cmark-gfm.h>
#include <string.h>

#include "commands/release_parts.h"

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

static const char *dotted(struct arena *arena, int major, int minor, int micro)
{
	return arena_format(arena, "%d.%d.%d", major, minor, micro);
}

size_t release_libraries(struct arena *arena, const struct library **list)
{
	char icu[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;
	u_getVersion(version);
	u_versionToString(version, icu);
	int lcms = cmsGetEncodedCMMversion();
	const struct library all[] = {
		/* Charts for word processors, and pictures with fewer pixels. */
		{ "cairo", CAIRO_VERSION_STRING, "LGPL-2.1-only OR MPL-1.1" },
		{ "cmark-gfm", cmark_version_string(), "BSD-2-Clause" },
		{ "harfbuzz", hb_version_string(), "MIT" },
		{ "icu", arena_copy_string(arena, icu), "Unicode-DFS-2016" },
		{ "lcms2",
		  arena_format(arena, "%d.%d", lcms / 1000, lcms % 1000 / 10),
		  "MIT" },
		{ "libdeflate", LIBDEFLATE_VERSION_STRING, "MIT" },
		{ "libharu", HPDF_GetVersion(), "Zlib" },
		{ "libjpeg-turbo", TEXT(LIBJPEG_TURBO_VERSION),
		  "IJG AND BSD-3-Clause AND Zlib" },
		{ "libpng", png_get_libpng_ver(NULL), "libpng-2.0" },
		{ "librsvg",
		  dotted(arena, LIBRSVG_MAJOR_VERSION, LIBRSVG_MINOR_VERSION,
			 LIBRSVG_MICRO_VERSION),
		  "LGPL-2.1-or-later" },
		{ "libxml2", LIBXML_DOTTED_VERSION, "MIT" },
		{ "libyaml", yaml_get_version_string(), "MIT" },
		{ "liblouis", lou_version(), "LGPL-2.1-or-later" },
		{ "libzip",
		  zip_library()->is_there ? zip_libzip_version() :
					    LIBZIP_VERSION,
		  "BSD-3-Clause" },
		{ "nettle",
		  TEXT(NETTLE_VERSION_MAJOR) "." TEXT(NETTLE_VERSION_MINOR),
		  "LGPL-3.0-or-later OR GPL-2.0-or-later" },
	};
	size_t count = sizeof all / sizeof *all;
	struct library *copy = ARENA_NEW_ARRAY(arena, count, struct library);
	memcpy(copy, all, sizeof all);
	*list = copy;
	return count;
}
