/* Looking for files in folders that lie over one another. */
#include "base/overlay.h"

#include "base/file.h"
#include "base/path.h"

const char *layer_name(enum layer layer)
{
	static const char *const names[LAYER_COUNT] = { "publication",
							"project",
							"installed" };
	return names[layer];
}

const char *overlay_find(struct arena *arena, const struct overlay *overlay,
			 const char *name, enum layer *layer)
{
	for (int i = 0; i < LAYER_COUNT; i++) {
		if (!overlay->folders[i])
			continue;
		const char *path = path_join(arena, overlay->folders[i], name);
		if (!file_exists(path))
			continue;
		if (layer)
			*layer = (enum layer)i;
		return path;
	}
	return NULL;
}

struct overlay overlay_inside(struct arena *arena,
			      const struct overlay *overlay, const char *name)
{
	struct overlay inside = { { NULL } };
	for (int i = 0; i < LAYER_COUNT; i++)
		if (overlay->folders[i])
			inside.folders[i] =
				path_join(arena, overlay->folders[i], name);
	return inside;
}

const char *overlay_base(const struct overlay *overlay)
{
	for (int i = LAYER_COUNT; i-- > 0;)
		if (overlay->folders[i])
			return overlay->folders[i];
	return "";
}
