/* The program and its libraries (dl_iterate_phdr(3)). */
#define _GNU_SOURCE
#include "commands/program.h"

#include <elf.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

struct look {
	struct fingerprint found;
	struct input_round *round;
	char folder[PATH_MAX]; /* of HarfBuzz: where the system's others are */
};

static size_t align(size_t size)
{
	return (size + 3) & ~(size_t)3;
}

/* The note NT_GNU_BUILD_ID of a segment of notes; "" where it has none. */
static struct str find_build_id(const char *notes, size_t length)
{
	while (length >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) note;
		memcpy(&note, notes, sizeof note);
		size_t own = sizeof note + align(note.n_namesz) +
			     align(note.n_descsz);
		if (own > length)
			break;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
		    memcmp(notes + sizeof note, "GNU", 4) == 0)
			return (struct str){ notes + sizeof note +
						     align(note.n_namesz),
					     note.n_descsz };
		notes += own;
		length -= own;
	}
	return STR("");
}

static void add_file(struct look *look, const char *path)
{
	struct fingerprint value =
		input_round_value(look->round, INPUT_FILE, path);
	fingerprint_add(&look->found,
			(struct str){ (const char *)&value, sizeof value });
}

static int look_at(struct dl_phdr_info *info, size_t size, void *data)
{
	struct look *look = data;
	struct str id = STR("");
	(void)size;
	for (int i = 0; i < info->dlpi_phnum && !id.length; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		if (header->p_type == PT_NOTE)
			id = find_build_id((const char *)(info->dlpi_addr +
							  header->p_vaddr),
					   header->p_memsz);
	}
	if (id.length)
		fingerprint_add(&look->found, id);
	else if (info->dlpi_name[0] == '/')
		add_file(look, info->dlpi_name);
	else if (!info->dlpi_name[0])
		add_file(look, "/proc/self/exe");
	const char *name = strstr(info->dlpi_name, "/libharfbuzz.so");
	if (name)
		snprintf(look->folder, sizeof look->folder, "%.*s",
			 (int)(name - info->dlpi_name), info->dlpi_name);
	return 0;
}

/* Loaded when they are first wanted (base/library.h). */
static const char *const late[] = { "librsvg-2.so.2", "libcairo.so.2",
				    LIBZIP_NAME };

struct fingerprint program_fingerprint(void)
{
	struct look look = { .round = input_round_new() };
	char path[PATH_MAX + 32];
	dl_iterate_phdr(look_at, &look);
	for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
		snprintf(path, sizeof path, "%s/%s", look.folder, late[i]);
		add_file(&look, path);
	}
	input_round_free(look.round);
	return look.found;
}

struct files {
	struct inputs *inputs;
	struct look look;
};

static void name_file(struct inputs *inputs, const char *path)
{
	if (access(path, R_OK) == 0)
		inputs_add(inputs, INPUT_FILE, path,
			   (struct fingerprint){ 0, 1 });
}

static int add_name(struct dl_phdr_info *info, size_t size, void *data)
{
	struct files *files = data;
	if (info->dlpi_name[0] == '/')
		name_file(files->inputs, info->dlpi_name);
	return look_at(info, size, &files->look);
}

void program_add_files(struct inputs *inputs)
{
	struct files files = { inputs, { .round = input_round_new() } };
	char *own = realpath("/proc/self/exe", NULL);
	char path[PATH_MAX + 32];
	if (own)
		name_file(inputs, own);
	free(own);
	dl_iterate_phdr(add_name, &files);
	for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
		snprintf(path, sizeof path, "%s/%s", files.look.folder,
			 late[i]);
		name_file(inputs, path);
	}
	input_round_free(files.look.round);
}
