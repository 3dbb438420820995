/* Libraries by the dynamic linker's own functions. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *name, const struct library_function *functions,
		  size_t count)
{
	void *handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
	bool is_there = handle != NULL;
	for (size_t i = 0; is_there && i < count; i++) {
		void *found = dlsym(handle, functions[i].name);
		/* ISO C has no way to make a function of what dlsym() gives. */
		memcpy(functions[i].address, &found, sizeof found);
		is_there = found != NULL;
	}
	return is_there;
}
