import CMalloc

/// Has glibc take memory from few places and give large pieces back at once: otherwise each thread keeps its own, and what one page
/// needed stays taken (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
func keepMemoryTogether() {
    #if canImport(Glibc)
        _ = mallopt(M_ARENA_MAX, 2)
        _ = mallopt(M_MMAP_THRESHOLD, 256 << 10)
        _ = mallopt(M_TRIM_THRESHOLD, 1 << 20)
    #endif
}
