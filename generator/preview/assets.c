/* Files taken into the program whole, as the assembler does it. */
#include "preview/assets.h"

/* NAME_start and NAME_end around the bytes of the file. */
#define ASSET(name, file) \
	__asm__(".section .rodata\n" #name "_start:\n\t.incbin \"" file \
		"\"\n" #name "_end:\n\t.byte 0\n\t.previous\n"); \
	extern const char name##_start[] \
		__attribute__((visibility("hidden"))); \
	extern const char name##_end[] __attribute__((visibility("hidden"))); \
	static struct str name(void) \
	{ \
		return (struct str){ name##_start, \
				     (size_t)(name##_end - name##_start) }; \
	}

ASSET(preview_script, "generator/preview/preview.js")
ASSET(preview_beside, "generator/preview/beside.html")
ASSET(preview_beside_code, "generator/preview/beside.js")
ASSET(preview_style, "generator/preview/preview.css")

struct str assets_script(void)
{
	return preview_script();
}

struct str assets_beside(void)
{
	return preview_beside();
}

struct str assets_beside_code(void)
{
	return preview_beside_code();
}

struct str assets_style(void)
{
	return preview_style();
}
