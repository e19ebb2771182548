/* The kernel half of the process monitor: one record for each fork, exec and exit of a process (threads are
 * none). It runs within the process that it reports, so all that it reads is as it was at that moment.
 *
 * Kernel structures are declared here with no more than what is read; the loader finds where each member is in
 * the running kernel (CO-RE). */
#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "process_records.h"

char LICENSE[] SEC("license") = "GPL";

#define KERNEL __attribute__((preserve_access_index))
#define PF_KTHREAD 0x00200000
#define PIDTYPE_SID 3
#define PATH_STEPS 48 /* parts of a path and mounts on the way to its root */

struct atomic_int {
    int counter;
} KERNEL;
struct upid {
    int nr;
} KERNEL;
struct pid {
    struct upid numbers[1];
} KERNEL;
struct signal_struct {
    struct atomic_int live;
    int group_exit_code;
    struct pid* pids[4];
} KERNEL;
struct kernel_uid {
    process_u32 val;
} KERNEL;
struct cred {
    struct kernel_uid euid;
} KERNEL;
struct qstr {
    const unsigned char* name;
} KERNEL;
struct dentry {
    struct dentry* d_parent;
    struct qstr d_name;
} KERNEL;
struct vfsmount {
    struct dentry* mnt_root;
} KERNEL;
struct mount {
    struct mount* mnt_parent;
    struct dentry* mnt_mountpoint;
    struct vfsmount mnt;
} KERNEL;
struct path {
    struct vfsmount* mnt;
    struct dentry* dentry;
} KERNEL;
struct file {
    struct path f_path;
} KERNEL;
struct fs_struct {
    struct path pwd;
} KERNEL;
struct mm_struct {
    unsigned long arg_start;
    unsigned long arg_end;
    struct file* exe_file;
} KERNEL;
struct linux_binprm {
    const char* filename;
} KERNEL;
struct task_struct {
    int pid;
    int tgid;
    unsigned int flags;
    int exit_code;
    process_u64 start_boottime;
    struct task_struct* real_parent;
    struct task_struct* group_leader;
    struct signal_struct* signal;
    struct mm_struct* mm;
    struct fs_struct* fs;
    const struct cred* cred;
    char comm[kProcessListedName];
} KERNEL;

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 2 * 1024 * 1024);
} records SEC(".maps");

/* How far a path has been followed towards its root. */
struct path_walk {
    struct dentry* dentry;
    struct mount* mount;
    process_u64 offset;
    process_u64 end;
    process_u32 is_whole;
};

/* Where an exec's record is put together: too large for the stack. */
struct scratch {
    struct path_walk walk;
    struct ProcessExecutedRecord head;
    char data[kProcessArguments + kProcessFileName + 2 * (kProcessPath + kProcessPathPart)];
};
struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, process_u32);
    __type(value, struct scratch);
} scratches SEC(".maps");

/* The engine's own descendants, which are not reported; the engine itself is the first of them. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __uint(max_entries, 65536);
    __type(key, process_u32);
    __type(value, char);
} own_processes SEC(".maps");

/* With a filter: the names that are wanted, and the processes that have one. */
struct wanted_name {
    char text[kProcessListedName];
};
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __uint(max_entries, 4096);
    __type(key, struct wanted_name);
    __type(value, char);
} wanted_names SEC(".maps");
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __uint(max_entries, 65536);
    __type(key, process_u32);
    __type(value, char);
} wanted_processes SEC(".maps");

const volatile int filters_names = 0; /* set before loading */
process_u64 lost = 0;                 /* records that the ring had no room for */

static const char kPresent = 1;

static __always_inline void count_loss(long failed) {
    if (failed) {
        __sync_fetch_and_add(&lost, 1);
    }
}

static __always_inline void fill_head(struct ProcessRecord* head, process_u32 kind, struct task_struct* task) {
    head->kind = kind;
    head->pid = BPF_CORE_READ(task, tgid);
    head->start = BPF_CORE_READ(task, group_leader, start_boottime);
    head->at = bpf_ktime_get_boot_ns();
}

static __always_inline int is_in(void* map, process_u32 pid) {
    return bpf_map_lookup_elem(map, &pid) != 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(on_fork, struct task_struct* parent, struct task_struct* child) {
    struct ProcessForkedRecord record = {};
    if (BPF_CORE_READ(child, pid) != BPF_CORE_READ(child, tgid) || BPF_CORE_READ(child, flags) & PF_KTHREAD) {
        return 0;
    }
    fill_head(&record.head, kProcessForked, child);
    record.parent = BPF_CORE_READ(parent, tgid);
    if (is_in(&own_processes, record.parent)) {
        bpf_map_update_elem(&own_processes, &record.head.pid, &kPresent, BPF_ANY);
        return 0;
    }
    if (filters_names) {
        if (!is_in(&wanted_processes, record.parent)) {
            return 0;
        }
        count_loss(bpf_map_update_elem(&wanted_processes, &record.head.pid, &kPresent, BPF_ANY));
    }
    count_loss(bpf_ringbuf_output(&records, &record, sizeof(record), 0));
    return 0;
}

/* Keeps the compiler from proving bounds in a way that the verifier cannot follow. */
#define KEEP(variable) asm volatile("" : "+r"(variable))

/* One step towards the root, for bpf_loop: not 0 at its end. */
static long step_up(process_u32 step, struct scratch** context) {
    struct scratch* scratch = *context;
    struct path_walk* walk = &scratch->walk;
    struct dentry* dentry = walk->dentry;
    struct mount* mount = walk->mount;
    struct dentry* parent = BPF_CORE_READ(dentry, d_parent);
    if (dentry == parent || dentry == BPF_CORE_READ(mount, mnt.mnt_root)) {
        struct mount* above = BPF_CORE_READ(mount, mnt_parent);
        walk->is_whole = above == mount;
        walk->dentry = BPF_CORE_READ(mount, mnt_mountpoint);
        walk->mount = above;
        return walk->is_whole ? 1 : 0;
    }
    process_u64 offset = walk->offset;
    KEEP(offset);
    if (offset >= walk->end || offset > sizeof(scratch->data) - kProcessPathPart) {
        return 1;
    }
    long length = bpf_probe_read_kernel_str(scratch->data + offset, kProcessPathPart,
                                            BPF_CORE_READ(dentry, d_name.name));
    if (length <= 0) {
        return 1;
    }
    walk->offset = offset + length;
    walk->dentry = parent;
    return 0;
}

/* Appends the parts of a path at `offset`, the last part first. Returns their size; 0 also when it was not read. */
static __always_inline process_u64 append_path(struct scratch* scratch, process_u64 offset, struct path* path,
                                               process_u32 unread) {
    struct vfsmount* mount = BPF_CORE_READ(path, mnt);
    scratch->walk.dentry = BPF_CORE_READ(path, dentry);
    scratch->walk.mount = (void*)mount - bpf_core_field_offset(struct mount, mnt);
    scratch->walk.offset = offset;
    scratch->walk.end = offset + kProcessPath;
    scratch->walk.is_whole = 0;
    bpf_loop(PATH_STEPS, step_up, &scratch, 0);
    if (!scratch->walk.is_whole) {
        scratch->head.flags |= unread;
        return 0;
    }
    return scratch->walk.offset - offset;
}

static __always_inline process_u64 append_arguments(struct scratch* scratch, struct mm_struct* mm) {
    unsigned long start = BPF_CORE_READ(mm, arg_start);
    unsigned long size = BPF_CORE_READ(mm, arg_end) - start;
    if (size >= kProcessArguments) {
        size = kProcessArguments - 1;
        scratch->head.flags |= kArgumentsCut;
    }
    KEEP(size);
    if (size >= kProcessArguments) {
        return 0;
    }
    if (bpf_probe_read_user(scratch->data, size, (void*)start)) {
        scratch->head.flags |= kArgumentsUnread;
        return 0;
    }
    return size;
}

/* Everything behind the head. Returns the record's size. */
static __always_inline process_u64 append_texts(struct scratch* scratch, struct task_struct* task,
                                                struct linux_binprm* program) {
    struct ProcessExecutedRecord* head = &scratch->head;
    struct mm_struct* mm = BPF_CORE_READ(task, mm);
    process_u64 offset = append_arguments(scratch, mm);
    head->arguments_size = offset;
    KEEP(offset);
    if (offset >= kProcessArguments) {
        return 0;
    }
    long length = bpf_probe_read_kernel_str(scratch->data + offset, kProcessFileName,
                                            BPF_CORE_READ(program, filename));
    head->file_name_size = length > 0 ? length & 0x1ff : 0;
    offset += head->file_name_size;
    struct file* exe = BPF_CORE_READ(mm, exe_file);
    head->exe_size =
        append_path(scratch, offset, (void*)exe + bpf_core_field_offset(struct file, f_path),
                    kExeUnread);
    offset += head->exe_size;
    struct fs_struct* fs = BPF_CORE_READ(task, fs);
    head->working_directory_size =
        append_path(scratch, offset, (void*)fs + bpf_core_field_offset(struct fs_struct, pwd),
                    kWorkingDirectoryUnread);
    return offset + head->working_directory_size;
}

/* Whether the filter may want it: what the kernel has only the beginning of is left to the engine. */
static __always_inline int may_be_wanted(const char* listed_name) {
    struct wanted_name name = {};
    long length = bpf_probe_read_kernel_str(name.text, kProcessListedName, listed_name);
    return length == kProcessListedName || bpf_map_lookup_elem(&wanted_names, &name) != 0;
}

/* False when the record is of no interest: neither the new program nor the one that it replaces is wanted. */
static __always_inline int passes_filter(struct ProcessExecutedRecord* head) {
    if (!filters_names) {
        return 1;
    }
    if (may_be_wanted(head->listed_name)) {
        count_loss(bpf_map_update_elem(&wanted_processes, &head->head.pid, &kPresent, BPF_ANY));
        return 1;
    }
    return bpf_map_delete_elem(&wanted_processes, &head->head.pid) == 0;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct* task, int old_pid, struct linux_binprm* program) {
    process_u32 zero = 0;
    struct scratch* scratch = bpf_map_lookup_elem(&scratches, &zero);
    if (!scratch) {
        return 0;
    }
    struct ProcessExecutedRecord* head = &scratch->head;
    fill_head(&head->head, kProcessExecuted, task);
    BPF_CORE_READ_STR_INTO(&head->listed_name, task, comm);
    if (is_in(&own_processes, head->head.pid) || !passes_filter(head)) {
        return 0;
    }
    head->parent = BPF_CORE_READ(task, real_parent, tgid);
    head->session = BPF_CORE_READ(task, signal, pids[PIDTYPE_SID], numbers[0].nr);
    head->user = BPF_CORE_READ(task, cred, euid.val);
    head->flags = 0;
    process_u64 size = append_texts(scratch, task, program);
    KEEP(size);
    if (size > sizeof(scratch->data)) {
        return 0;
    }
    count_loss(bpf_ringbuf_output(&records, head, sizeof(scratch->head) + size, 0));
    return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct* task) {
    struct ProcessExitedRecord record = {};
    if (BPF_CORE_READ(task, signal, live.counter) != 0) {
        return 0; /* one of its threads only */
    }
    fill_head(&record.head, kProcessExited, task);
    if (bpf_map_delete_elem(&own_processes, &record.head.pid) == 0) {
        return 0;
    }
    if (filters_names && bpf_map_delete_elem(&wanted_processes, &record.head.pid) != 0) {
        return 0;
    }
    record.code = BPF_CORE_READ(task, signal, group_exit_code);
    if (record.code == 0) {
        record.code = BPF_CORE_READ(task, group_leader, exit_code);
    }
    count_loss(bpf_ringbuf_output(&records, &record, sizeof(record), 0));
    return 0;
}
