#pragma once

// glibc's settings of its allocator, which Swift's Glibc module leaves out.
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
