/* Stands between a program and the C library for every call that changes files below one folder.
 *
 * Loaded with LD_PRELOAD; asleep until Python calls shim_watch. It can
 *   fail  the n-th changing call, once or from then on, with a chosen errno; a failed write may
 *         leave its first half behind, as a disk that fills up does; errno -1 ends the process;
 *   log   every change with its data, so that states after a power cut can be rebuilt.
 * Reading is never disturbed. Calls that are not modelled end the process, so that nothing can
 * pass unseen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 4096
#define EXPORT __attribute__((visibility("default")))

enum kind {
    OPEN = 1, WRITE, RESIZE, SYNC, SYNC_FOLDER, RENAME, LINK, UNLINK, MKDIR, RMDIR, MARK, CLOSE
};

struct record {
    uint32_t kind;
    uint32_t file;    /* which opening: the serial of OPEN */
    int64_t at;       /* offset of a write, new size, 1 if OPEN made the file */
    int64_t mtime_ns; /* of the file afterwards, where it has one */
    uint32_t first;   /* bytes that follow: data or path */
    uint32_t second;  /* bytes that follow those: the other path */
};

static char watched[PATH_MAX];
static size_t watched_length;
static struct { uint32_t serial; char folder, writes; } files[MAX_FD];
static uint32_t serials;
static int log_fd = -1;
static long fail_at, calls, fired;
static int fail_errno, fail_on, fail_half, fail_kind;

/* -- the library's own functions ---------------------------------------------------------- */

#define REAL(result, name, ...) \
    typedef result (*name##_type)(__VA_ARGS__); \
    static name##_type real_##name(void) { \
        static name##_type found; \
        if (!found) found = (name##_type)dlsym(RTLD_NEXT, #name); \
        return found; \
    }

REAL(int, openat, int, const char *, int, ...)
REAL(int, close, int)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
REAL(int, ftruncate64, int, off64_t)
REAL(int, fsync, int)
REAL(int, renameat, int, const char *, int, const char *)
REAL(int, linkat, int, const char *, int, const char *, int)
REAL(int, unlinkat, int, const char *, int)
REAL(int, mkdirat, int, const char *, mode_t)
REAL(int, dup2, int, int)
REAL(int, dup3, int, int, int)
REAL(FILE *, fopen64, const char *, const char *)

/* -- what Python calls ------------------------------------------------------------------- */

EXPORT void shim_watch(const char *folder) {
    snprintf(watched, sizeof watched, "%s/", folder);
    watched_length = strlen(watched);
}

EXPORT void shim_fail(long at, int error, int from_then_on, int half) {
    fail_at = at;
    fail_errno = error;
    fail_on = from_then_on;
    fail_half = half;
    calls = fired = fail_kind = 0;
}

EXPORT long shim_calls(void) { return calls; }
EXPORT long shim_fired(void) { return fired; }
EXPORT int shim_kind(void) { return fail_kind; }
EXPORT void shim_log(int fd) { log_fd = fd; }

/* -- help -------------------------------------------------------------------------------- */

static void give_up(const char *what) {
    char text[200];
    int length = snprintf(text, sizeof text, "shim: %s is not modelled\n", what);
    ssize_t ignored = real_write()(2, text, (size_t)length);
    (void)ignored;
    _exit(97);
}

/* The whole path; 0 if it is not below the watched folder. */
static int whole_path(int folder, const char *path, char *out) {
    if (!watched_length || !path) return 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char from[64], base[PATH_MAX];
        if (folder == AT_FDCWD) snprintf(from, sizeof from, "/proc/self/cwd");
        else snprintf(from, sizeof from, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(from, base, sizeof base - 1);
        if (length < 0) return 0;
        base[length] = 0;
        if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    return strncmp(out, watched, watched_length) == 0;
}

static int known(int fd) { return fd >= 0 && fd < MAX_FD && files[fd].serial; }

static int64_t mtime_of(int fd) {
    struct stat about;
    if (fd < 0 || fstat(fd, &about)) return 0;
    return (int64_t)about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec;
}

static void note(enum kind kind, uint32_t file, int64_t at, int64_t mtime_ns, const void *first,
                 size_t first_size, const void *second, size_t second_size) {
    if (log_fd < 0) return;
    struct record head = {kind, file, at, mtime_ns, (uint32_t)first_size, (uint32_t)second_size};
    struct iovec parts[3] = {
        {&head, sizeof head}, {(void *)first, first_size}, {(void *)second, second_size}};
    ssize_t wanted = (ssize_t)(sizeof head + first_size + second_size);
    if (real_writev()(log_fd, parts, 3) != wanted) give_up("a short write of the log");
}

static void note_path(enum kind kind, const char *path, const char *other) {
    note(kind, 0, 0, 0, path, strlen(path), other, other ? strlen(other) : 0);
}

EXPORT void shim_mark(const char *text) {
    note(MARK, 0, 0, 0, text, strlen(text), NULL, 0);
}

/* Whether this call is to fail. A full disk still lets go of what frees room. */
static int fails(enum kind kind, int frees_room) {
    if (!fail_errno) return 0;
    calls++;
    if (!(calls == fail_at ||
          (fail_on && calls > fail_at && !(frees_room && fail_errno == ENOSPC))))
        return 0;
    if (fail_errno < 0) _exit(0);
    if (!fired++) fail_kind = kind;
    errno = fail_errno;
    return 1;
}

/* -- opening and closing ----------------------------------------------------------------- */

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    int ours = whole_path(folder, path, whole);
    int made = 0;
    if (ours && (flags & O_CREAT)) {
        made = faccessat(AT_FDCWD, whole, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
    }
    if (ours && (flags & (O_CREAT | O_TRUNC)) && fails(OPEN, 0)) return -1;
    int fd = real_openat()(folder, path, flags, mode);
    if (fd < 0 || !ours) return fd;
    if (fd >= MAX_FD) give_up("a descriptor above 4095");
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    files[fd].serial = ++serials;
    files[fd].writes = (char)writes;
    struct stat about;
    files[fd].folder = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
    note(OPEN, serials, made, mtime_of(fd), whole, strlen(whole), NULL, 0);
    if (flags & O_TRUNC) note(RESIZE, serials, 0, mtime_of(fd), NULL, 0, NULL, 0);
    return fd;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

EXPORT int open(const char *path, int flags, ...) {
    MODE_OF(flags)
    return opened(AT_FDCWD, path, flags, mode);
}

EXPORT int open64(const char *path, int flags, ...) {
    MODE_OF(flags)
    return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

EXPORT int openat(int folder, const char *path, int flags, ...) {
    MODE_OF(flags)
    return opened(folder, path, flags, mode);
}

EXPORT int openat64(int folder, const char *path, int flags, ...) {
    MODE_OF(flags)
    return opened(folder, path, flags | O_LARGEFILE, mode);
}

EXPORT FILE *fopen64(const char *path, const char *mode) {
    char whole[PATH_MAX];
    if (mode[0] != 'r' && whole_path(AT_FDCWD, path, whole)) give_up("fopen for writing");
    return real_fopen64()(path, mode);
}

EXPORT int close(int fd) {
    if (!known(fd)) return real_close()(fd);
    int failed = files[fd].writes && fails(CLOSE, 1);
    files[fd].serial = 0;
    int result = real_close()(fd);
    if (!failed) return result;
    errno = fail_errno;
    return -1;
}

EXPORT int dup2(int from, int to) {
    if (known(from) || known(to)) give_up("dup2");
    return real_dup2()(from, to);
}

EXPORT int dup3(int from, int to, int flags) {
    if (known(from) || known(to)) give_up("dup3");
    return real_dup3()(from, to, flags);
}

/* -- content ----------------------------------------------------------------------------- */

EXPORT ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (!known(fd)) return real_pwrite64()(fd, data, size, at);
    int failed = fails(WRITE, 0);
    if (failed) size = fail_half && calls == fail_at ? size / 2 : 0;
    ssize_t written = size ? real_pwrite64()(fd, data, size, at) : 0;
    if (written > 0) {
        note(WRITE, files[fd].serial, at, mtime_of(fd), data, (size_t)written, NULL, 0);
    }
    if (!failed) return written;
    errno = fail_errno;
    return -1;
}

EXPORT ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return pwrite64(fd, data, size, at);
}

EXPORT ssize_t write(int fd, const void *data, size_t size) {
    if (!known(fd)) return real_write()(fd, data, size);
    int failed = fails(WRITE, 0);
    if (failed) size = fail_half && calls == fail_at ? size / 2 : 0;
    ssize_t written = size ? real_write()(fd, data, size) : 0;
    if (written > 0) {
        int64_t at = lseek(fd, 0, SEEK_CUR) - written;
        note(WRITE, files[fd].serial, at, mtime_of(fd), data, (size_t)written, NULL, 0);
    }
    if (!failed) return written;
    errno = fail_errno;
    return -1;
}

EXPORT ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (known(fd)) give_up("writev");
    return real_writev()(fd, parts, count);
}

EXPORT int ftruncate64(int fd, off64_t size) {
    if (!known(fd)) return real_ftruncate64()(fd, size);
    struct stat about;
    int shrinks = fstat(fd, &about) == 0 && size <= about.st_size;
    if (fails(RESIZE, shrinks)) return -1;
    int result = real_ftruncate64()(fd, size);
    if (!result) note(RESIZE, files[fd].serial, size, mtime_of(fd), NULL, 0, NULL, 0);
    return result;
}

EXPORT int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd) {
    if (fails(files[fd].folder ? SYNC_FOLDER : SYNC, 0)) return -1;
    int result = real_fsync()(fd);
    if (!result) {
        note(files[fd].folder ? SYNC_FOLDER : SYNC, files[fd].serial, 0, mtime_of(fd), NULL, 0,
             NULL, 0);
    }
    return result;
}

EXPORT int fsync(int fd) { return known(fd) ? synced(fd) : real_fsync()(fd); }
EXPORT int fdatasync(int fd) { return known(fd) ? synced(fd) : real_fsync()(fd); }

EXPORT int posix_fallocate64(int fd, off64_t at, off64_t size) {
    (void)fd, (void)at, (void)size;
    give_up("posix_fallocate");
    return 0;
}

EXPORT int fallocate64(int fd, int mode, off64_t at, off64_t size) {
    (void)fd, (void)mode, (void)at, (void)size;
    give_up("fallocate");
    return 0;
}

/* Copies inside the kernel are refused, so that the caller reads and writes instead. */
EXPORT ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
    (void)out, (void)in, (void)at, (void)size;
    errno = EINVAL;
    return -1;
}

EXPORT ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t size,
                               unsigned flags) {
    (void)in, (void)in_at, (void)out, (void)out_at, (void)size, (void)flags;
    errno = EINVAL;
    return -1;
}

/* -- names ------------------------------------------------------------------------------- */

EXPORT int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    char old[PATH_MAX], new[PATH_MAX];
    int ours = whole_path(from_folder, from, old);
    if (whole_path(to_folder, to, new) != ours) give_up("rename across the watched folder");
    if (ours && fails(RENAME, 0)) return -1;
    int result = real_renameat()(from_folder, from, to_folder, to);
    if (ours && !result) note_path(RENAME, old, new);
    return result;
}

EXPORT int rename(const char *from, const char *to) {
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

EXPORT int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char old[PATH_MAX], new[PATH_MAX];
    int ours = whole_path(from_folder, from, old);
    if (whole_path(to_folder, to, new) != ours) give_up("link across the watched folder");
    if (ours && fails(LINK, 0)) return -1;
    int result = real_linkat()(from_folder, from, to_folder, to, flags);
    if (ours && !result) note_path(LINK, old, new);
    return result;
}

EXPORT int link(const char *from, const char *to) {
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

EXPORT int unlinkat(int folder, const char *path, int flags) {
    char whole[PATH_MAX];
    enum kind kind = flags & AT_REMOVEDIR ? RMDIR : UNLINK;
    int ours = whole_path(folder, path, whole);
    if (ours && fails(kind, 1)) return -1;
    int result = real_unlinkat()(folder, path, flags);
    if (ours && !result) note_path(kind, whole, NULL);
    return result;
}

EXPORT int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
EXPORT int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

EXPORT int mkdirat(int folder, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    int ours = whole_path(folder, path, whole);
    if (ours && faccessat(AT_FDCWD, whole, F_OK, AT_SYMLINK_NOFOLLOW) != 0 && fails(MKDIR, 0)) {
        return -1;
    }
    int result = real_mkdirat()(folder, path, mode);
    if (ours && !result) note_path(MKDIR, whole, NULL);
    return result;
}

EXPORT int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
