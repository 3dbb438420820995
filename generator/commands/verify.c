/* everyread verify: are the files of dist/ those that were built? */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/visible.h"
#include "commands/commands.h"
#include "commands/manifest.h"
#include "commands/release.h"

struct verification {
	struct arena arena;
	struct error error;
	size_t file_count, wrong_count;
};

static void tell(struct verification *verification, const char *path,
		 const char *what)
{
	verification->wrong_count++;
	visible_print(stdout, str_from(path));
	printf(": %s\n", what);
}

static void check_digest(struct verification *verification, const char *folder,
			 const char *name, const char *wanted)
{
	const char *path = path_join(&verification->arena, folder, name);
	struct digest digest;
	verification->file_count++;
	if (!path_stays_inside(str_from(name)))
		tell(verification, name, "leads out of the folder");
	else if (!file_is_regular(path))
		tell(verification, path, "is missing");
	else if (!digest_of_file(path, &digest))
		tell(verification, path, "cannot be read");
	else if (strcmp(digest.hex, wanted) != 0)
		tell(verification, path, "is not what was built");
}

/* Lines of sha256sum: digest, two spaces, name. `names` (or NULL) takes them. */
static bool check_sums(struct verification *verification, const char *folder,
		       const char *name, struct map *names)
{
	const char *path = path_join(&verification->arena, folder, name);
	struct str text, line;
	if (!file_read(&verification->arena, path, &text, &verification->error))
		return false;
	while (str_next_line(&text, &line)) {
		if (line.length < DIGEST_LENGTH + 3 ||
		    memcmp(line.bytes + DIGEST_LENGTH, "  ", 2) != 0) {
			tell(verification, path, "is not a list of sums");
			return true;
		}
		char *digest = arena_copy(&verification->arena, line.bytes,
					  DIGEST_LENGTH);
		char *file = arena_copy(&verification->arena,
					line.bytes + DIGEST_LENGTH + 2,
					line.length - DIGEST_LENGTH - 2);
		check_digest(verification, folder, file, digest);
		if (names)
			map_set(names, str_from(file), file);
	}
	return true;
}

/* Files that no list has, hidden ones too. */
static void check_unlisted(struct verification *verification,
			   const char *folder, const char *inner,
			   const struct map *names)
{
	struct arena *arena = &verification->arena;
	DIR *listing =
		opendir(*inner ? path_join(arena, folder, inner) : folder);
	struct dirent *entry;
	while (listing && (entry = readdir(listing)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		const char *name =
			*inner ? path_join(arena, inner, entry->d_name) :
				 arena_copy_string(arena, entry->d_name);
		const char *path = path_join(arena, folder, name);
		if (file_is_folder(path))
			check_unlisted(verification, folder, name, names);
		else if (!map_lookup(names, str_from(name)))
			tell(verification, path, "is not of the release");
	}
	if (listing)
		closedir(listing);
}

static bool check_release(struct verification *verification, const char *folder)
{
	struct map names = MAP_INITIALISER;
	const char *id = path_name(folder);
	char *zip_sum = arena_format(&verification->arena, "%s.zip.sha256", id);
	char *zip = arena_format(&verification->arena, "%s.zip", id);
	char *sums = arena_copy_string(&verification->arena, release_sums_name);
	bool done = check_sums(verification, folder, release_sums_name, &names);
	if (file_exists(path_join(&verification->arena, folder, zip_sum)))
		done = check_sums(verification, folder, zip_sum, NULL) && done;
	map_set(&names, str_from(zip_sum), zip_sum);
	map_set(&names, str_from(zip), zip);
	map_set(&names, str_from(sums), sums);
	check_unlisted(verification, folder, "", &names);
	map_release(&names);
	return done;
}

/* Without a release the manifest has what was built. */
static void check_manifest(struct verification *verification,
			   const char *folder)
{
	struct manifest manifest;
	if (manifest_read(&verification->arena, folder, NULL, &manifest) !=
	    MANIFEST_READ)
		tell(verification,
		     path_join(&verification->arena, folder, manifest_name),
		     "is damaged");
	for (size_t i = 0; i < manifest.count; i++)
		check_digest(verification, folder, manifest.items[i].path,
			     manifest.items[i].digest.hex);
	manifest_release(&manifest);
}

static bool has(struct arena *arena, const char *folder, const char *name)
{
	return file_exists(path_join(arena, folder, name));
}

/* A publication's folder; false where it is none, or `error`. */
static bool check_folder(struct verification *verification, const char *folder)
{
	struct arena *arena = &verification->arena;
	if (has(arena, folder, release_sums_name))
		return check_release(verification, folder);
	if (!has(arena, folder, manifest_name))
		return error_set(&verification->error,
				 "'%s' holds neither %s nor %s", folder,
				 release_sums_name, manifest_name);
	check_manifest(verification, folder);
	return true;
}

static bool is_built(struct arena *arena, const char *folder)
{
	return has(arena, folder, manifest_name) ||
	       has(arena, folder, release_sums_name);
}

/* The folder itself, or all publications in it. */
static bool check_all(struct verification *verification, const char *folder)
{
	struct arena *arena = &verification->arena;
	const char **names;
	size_t count, built = 0;
	if (is_built(arena, folder))
		return check_folder(verification, folder);
	if (!file_list_folder(arena, folder, &names, &count,
			      &verification->error))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *inner = path_join(arena, folder, names[i]);
		if (!is_built(arena, inner))
			continue;
		built++;
		if (!check_folder(verification, inner))
			return false;
	}
	return built || check_folder(verification, folder);
}

/* "dist/rain/" is "dist/rain", whose name is "rain". */
static const char *without_slash(struct arena *arena, const char *folder)
{
	size_t length = strlen(folder);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	return arena_copy(arena, folder, length);
}

static enum exit_status run(const struct arguments *arguments)
{
	struct verification verification = { .file_count = 0 };
	if (arguments->operand_count == 0)
		return arguments_wrong(arguments->command, "no folder given");
	const char *folder =
		without_slash(&verification.arena, arguments->operands[0]);
	bool done = check_all(&verification, folder);
	if (done)
		printf("%zu files checked, %zu wrong\n",
		       verification.file_count, verification.wrong_count);
	else
		error_print(&verification.error, stderr);
	arena_release(&verification.arena);
	return !done                    ? STATUS_SYSTEM :
	       verification.wrong_count ? STATUS_FINDINGS :
					  STATUS_CLEAN;
}

const struct command command_verify = {
	.name = "verify",
	.operands = "FOLDER",
	.summary = "Tell whether files are those that were built",
	.details = "FOLDER is dist/, or one of its publications. Of a release "
		   "all files are checked\nagainst SHA256SUMS, and that there "
		   "are no others; of any other build, the\npublication's "
		   "files against manifest.json.\n",
	.most_operands = 1,
	.run = run,
};
