/* REFI-QDA projects and codebooks: XML through libxml2's SAX2 interface, so
 * that memory grows with what is kept and not with the file. No network, no
 * document type, no entities beyond XML's own five. */
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
