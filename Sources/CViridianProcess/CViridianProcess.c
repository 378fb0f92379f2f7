#define _GNU_SOURCE
#include "CViridianProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static void fail(int report) {
    int reason = errno;
    ssize_t written = write(report, &reason, sizeof reason);
    (void)written;
    _exit(127);
}

static void become(const char *path, char *const arguments[], char *const environment[], const char *directory, int log,
                   int dies_with_thread, int new_session, pid_t parent, int report) {
    if (new_session ? setsid() < 0 : setpgid(0, 0) < 0) fail(report);
#ifdef __linux__
    if (dies_with_thread) {
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) fail(report);
        // The parent may have gone before the signal was asked for.
        if (getppid() != parent) _exit(127);
    }
#else
    (void)dies_with_thread;
    (void)parent;
#endif
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) fail(report);
    if (directory && chdir(directory) < 0) fail(report);
    // `report` is closed by a successful execve, and so is whatever else the parent had open.
    long highest = sysconf(_SC_OPEN_MAX);
    if (highest < 0 || highest > 4096) highest = 4096;
    for (int descriptor = 3; descriptor < highest; descriptor++)
        if (descriptor != report) close(descriptor);
    execve(path, arguments, environment);
    fail(report);
}

int viridian_spawn(const char *path, char *const arguments[], char *const environment[], const char *directory, int log,
                   int dies_with_thread, int new_session, pid_t *process) {
    int report[2];
    if (pipe(report) < 0) return errno;
    fcntl(report[0], F_SETFD, FD_CLOEXEC);
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        int reason = errno;
        close(report[0]);
        close(report[1]);
        return reason;
    }
    if (child == 0)
        become(path, arguments, environment, directory, log, dies_with_thread, new_session, parent, report[1]);
    close(report[1]);
    int reason = 0;
    ssize_t length;
    do length = read(report[0], &reason, sizeof reason);
    while (length < 0 && errno == EINTR);
    close(report[0]);
    if (length > 0) {
        waitpid(child, NULL, 0);
        return reason;
    }
    *process = child;
    return 0;
}
