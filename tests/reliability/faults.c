/* A library to preload: it writes down what a program does to the files of one folder, and lets
 * chosen calls fail.
 *
 *   FAULTS_FOLDER  the folder; paths must be absolute, what lies elsewhere is left alone
 *   FAULTS_RECORD  a file for the record, which power_cut.py reads
 *
 * The program itself says through faults_arm() which call fails and how; faults_calls() tells how
 * many calls of a kind there were since. Record: a header (struct entry), a name, another name or
 * data. Files are told apart by inode, so that a renamed or linked one stays itself.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { WRITE, SYNC, TRUNCATE, UNLINK, KINDS };

struct __attribute__((packed)) entry {
  char what; /* C create, D folder, W write, T truncate, S sync, U unlink, R rename, L link */
  uint64_t inode;
  int64_t offset; /* for T the new length */
  uint32_t name_length;
  uint32_t data_length;
};

static const char *folder;
static size_t folder_length;
static int record = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long calls[KINDS];
static int armed_kind = -1, armed_error, armed_lasting;
static long armed_at;
static int of_folder;
static char watched[4096];

#define REAL(result, name, ...) static result (*real_##name)(__VA_ARGS__)
REAL(int, open, const char *, int, ...);
REAL(int, close, int);
REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
REAL(ssize_t, write, int, const void *, size_t);
REAL(int, ftruncate64, int, off_t);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(int, unlink, const char *);
REAL(int, rename, const char *, const char *);
REAL(int, link, const char *, const char *);
REAL(int, mkdir, const char *, mode_t);

static uint64_t inode_of(int file) {
  struct stat status;
  return fstat(file, &status) ? 0 : status.st_ino;
}

static void note(char what, uint64_t inode, int64_t offset, const char *name, const void *data,
                 size_t length) {
  if (record < 0) return;
  size_t name_length = name ? strlen(name) : 0;
  struct entry entry = {what, inode, offset, name_length, length};
  char *whole = malloc(sizeof entry + name_length + length);
  memcpy(whole, &entry, sizeof entry);
  if (name_length) memcpy(whole + sizeof entry, name, name_length);
  if (length) memcpy(whole + sizeof entry + name_length, data, length);
  real_write(record, whole, sizeof entry + name_length + length);
  free(whole);
}

__attribute__((constructor)) static void begin(void) {
  if (real_open) return;
#define FIND(name) real_##name = dlsym(RTLD_NEXT, #name)
  FIND(open); FIND(close); FIND(pwrite64); FIND(write); FIND(ftruncate64); FIND(fsync);
  FIND(fdatasync); FIND(unlink); FIND(rename); FIND(link); FIND(mkdir);
  folder = getenv("FAULTS_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  const char *path = getenv("FAULTS_RECORD");
  if (path) record = real_open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  struct stat status;
  if (folder && !stat(folder, &status)) note('D', status.st_ino, 0, folder, NULL, 0);
}

static int ours(const char *path) {
  return folder && path && !strncmp(path, folder, folder_length);
}

static int is_watched(int file) { return file >= 0 && file < (int)sizeof watched && watched[file]; }

/* Whether this call is to fail; the mutex is held. */
static int fails(enum kind kind) {
  long number = ++calls[kind];
  if ((int)kind != armed_kind) return 0;
  if (number != armed_at && !(armed_lasting && number > armed_at)) return 0;
  if (armed_error < 0) raise(SIGKILL);
  errno = armed_error;
  return 1;
}

/* From now on the call number `at` of a kind fails with `error`, every later one too if `lasting`;
 * error -1 kills the program there. Kind -1: nothing fails. */
void faults_arm(int kind, long at, int error, int lasting) {
  pthread_mutex_lock(&mutex);
  memset(calls, 0, sizeof calls);
  armed_kind = kind, armed_at = at, armed_error = error, armed_lasting = lasting;
  of_folder = 0;
  pthread_mutex_unlock(&mutex);
}

long faults_calls(int kind) { return calls[kind]; }

/* 1 if a sync of a folder failed, 2 if one that followed did not. */
int faults_of_folder(void) { return of_folder; }

static int opened(const char *path, int flags, mode_t mode) {
  begin();
  if (!ours(path)) return real_open(path, flags, mode);
  int was_there = access(path, F_OK) == 0;
  pthread_mutex_lock(&mutex);
  int file = real_open(path, flags, mode);
  if (file >= 0 && file < (int)sizeof watched) {
    watched[file] = 1;
    if (!was_there) note('C', inode_of(file), 0, path, NULL, 0);
    else if (flags & O_TRUNC) note('T', inode_of(file), 0, NULL, NULL, 0);
  }
  pthread_mutex_unlock(&mutex);
  return file;
}

#define MODE                                   \
  mode_t mode = 0;                             \
  if (flags & O_CREAT) {                       \
    va_list rest;                              \
    va_start(rest, flags);                     \
    mode = va_arg(rest, mode_t);               \
    va_end(rest);                              \
  }
int open(const char *path, int flags, ...) { MODE return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(path, flags, mode); }

int close(int file) {
  begin();
  if (is_watched(file)) watched[file] = 0;
  return real_close(file);
}

static ssize_t written(int file, const void *data, size_t length, off_t offset, int in_place) {
  if (!is_watched(file))
    return in_place ? real_pwrite64(file, data, length, offset) : real_write(file, data, length);
  pthread_mutex_lock(&mutex);
  size_t stored = length;
  if (fails(WRITE)) {
    /* A full disk takes what still fits; the program asks again for the rest. */
    if (errno != ENOSPC || length < 2 || armed_lasting) {
      pthread_mutex_unlock(&mutex);
      return -1;
    }
    stored = length / 2;
    armed_at++;
  }
  if (!in_place)
    offset = lseek(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
  ssize_t result = in_place ? real_pwrite64(file, data, stored, offset) : real_write(file, data, stored);
  if (result > 0) note('W', inode_of(file), offset, NULL, data, result);
  pthread_mutex_unlock(&mutex);
  return result;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
  begin();
  return written(file, data, length, offset, 1);
}
ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) {
  begin();
  return written(file, data, length, offset, 1);
}
ssize_t write(int file, const void *data, size_t length) {
  begin();
  return written(file, data, length, 0, 0);
}

static int truncated(int file, off_t length) {
  begin();
  if (!is_watched(file)) return real_ftruncate64(file, length);
  pthread_mutex_lock(&mutex);
  int result = fails(TRUNCATE) ? -1 : real_ftruncate64(file, length);
  if (!result) note('T', inode_of(file), length, NULL, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}
int ftruncate(int file, off_t length) { return truncated(file, length); }
int ftruncate64(int file, off_t length) { return truncated(file, length); }

static int synced(int file, int (*call)(int)) {
  if (!is_watched(file)) return call(file);
  pthread_mutex_lock(&mutex);
  struct stat status;
  int result = fails(SYNC) ? -1 : call(file);
  if (!fstat(file, &status) && S_ISDIR(status.st_mode)) {
    if (result) of_folder = 1;
    else if (of_folder) of_folder = 2;
  }
  if (!result) note('S', inode_of(file), 0, NULL, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}
int fsync(int file) { begin(); return synced(file, real_fsync); }
int fdatasync(int file) { begin(); return synced(file, real_fdatasync); }

int unlink(const char *path) {
  begin();
  if (!ours(path)) return real_unlink(path);
  pthread_mutex_lock(&mutex);
  int result = fails(UNLINK) ? -1 : real_unlink(path);
  if (!result) note('U', 0, 0, path, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}

static int named(char what, int (*call)(const char *, const char *), const char *from,
                 const char *to) {
  if (!ours(to)) return call(from, to);
  pthread_mutex_lock(&mutex);
  int result = call(from, to);
  if (!result) note(what, 0, 0, from, to, strlen(to));
  pthread_mutex_unlock(&mutex);
  return result;
}
int rename(const char *from, const char *to) { begin(); return named('R', real_rename, from, to); }
int link(const char *from, const char *to) { begin(); return named('L', real_link, from, to); }

int mkdir(const char *path, mode_t mode) {
  begin();
  int result = real_mkdir(path, mode);
  struct stat status;
  if (!result && ours(path) && !stat(path, &status)) note('D', status.st_ino, 0, path, NULL, 0);
  return result;
}
