/* REFI-QDA projects and codebooks, as strict about their XML as read/xml.h. */
#ifndef EVERYREAD_READ_REFI_H
#define EVERYREAD_READ_REFI_H

#include "base/error.h"
#include "read/archive.h"
#include "read/read_builder.h"
#include "read/read_options.h"

/* Reads the archive's project into the builder. False where it is no project
 * or no well-formed XML, which is reported. */
bool refi_read(struct builder *builder, struct archive *archive,
	       const struct read_options *options);

#endif
