/* Memory for cmark-gfm, whose own ends the program by a signal where there is
 * none left. */
#ifndef EVERYREAD_MARKDOWN_MEMORY_H
#define EVERYREAD_MARKDOWN_MEMORY_H

#include <cmark-gfm.h>

/* Lives as long as the program. */
cmark_mem *markdown_memory(void);

#endif
