/* What the kernel half of the process monitor (process_events.bpf.c) hands to the engine. Plain C: both
 * halves include it. */
#ifndef WEE_PROCESS_RECORDS_H
#define WEE_PROCESS_RECORDS_H

#ifdef __cplusplus
#include <cstdint>
using process_u32 = std::uint32_t;
using process_u64 = std::uint64_t;
#else
typedef unsigned int process_u32;
typedef unsigned long long process_u64;
#endif

enum ProcessRecordKind { kProcessForked = 1, kProcessExecuted = 2, kProcessExited = 3 };

enum ProcessRecordLimit {
    kProcessArguments = 16384, /* bytes of arguments; more are cut */
    kProcessFileName = 256,
    kProcessPath = 4096, /* bytes of one path, including what ends its parts */
    kProcessPathPart = 256,
    kProcessListedName = 16 /* as the kernel keeps it, with its NUL */
};

enum ProcessRecordFlag {
    kArgumentsCut = 1,
    kArgumentsUnread = 2,
    kExeUnread = 4,
    kWorkingDirectoryUnread = 8
};

/* Begins every record. `start` and `at` are nanoseconds since boot; `start` names the process for good. */
struct ProcessRecord {
    process_u32 kind;
    process_u32 pid;
    process_u64 start;
    process_u64 at;
};

struct ProcessForkedRecord {
    struct ProcessRecord head;
    process_u32 parent; /* whose copy it is */
    process_u32 unused;
};

struct ProcessExitedRecord {
    struct ProcessRecord head;
    process_u32 code; /* as wait(2) gives it */
    process_u32 unused;
};

/* Followed by the arguments (each ending in a NUL), the file name, and the parts of both paths, the last part
 * first (each ending in a NUL). The root has no part. */
struct ProcessExecutedRecord {
    struct ProcessRecord head;
    process_u32 parent;
    process_u32 session;
    process_u32 user;
    process_u32 flags;
    process_u32 arguments_size;
    process_u32 file_name_size;
    process_u32 exe_size;
    process_u32 working_directory_size;
    char listed_name[kProcessListedName];
};

#endif
