/* Folders with all that is in them. */
#ifndef EVERYREAD_BASE_TREE_H
#define EVERYREAD_BASE_TREE_H

#include <stdbool.h>

#include "base/error.h"

/* Removes a file, or a folder with all that is in it; symbolic links are
 * removed and never followed. What is not there is removed already. On failure
 * the rest of it has been removed, and `error` names what stays. */
bool tree_remove(const char *path, struct error *error);

/* Syncs the folder and those in it, so that the names in them outlast a power
 * failure. Files are synced when they are written. */
bool tree_sync_folders(const char *path, struct error *error);

#endif
