#ifndef VIRIDIAN_PROCESS_H
#define VIRIDIAN_PROCESS_H

#include <sys/types.h>

/// Starts a program in a process group of its own, without a shell. Its output goes to `log`, its input is empty.
///
/// With `dies_with_thread` the kernel kills it when the thread that called this ends (Linux ties the parent-death signal to the
/// thread, not to the process; elsewhere the flag does nothing). With `new_session` it is cut loose from the terminal instead.
///
/// Returns 0 and the process id, or the `errno` of what failed, also where that was `execve` in the child.
int viridian_spawn(const char *path, char *const arguments[], char *const environment[], const char *directory, int log,
                   int dies_with_thread, int new_session, pid_t *process);

#endif
