#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace wee {

/// What workers do. Both are called with the lock held.
class Work {
public:
    virtual ~Work() = default;
    [[nodiscard]] virtual bool has_more() const = 0;
    /// Does one piece. Lets go of the lock meanwhile and holds it again at the end.
    virtual void do_one(std::unique_lock<std::mutex>& lock) = 0;
};

/// Port: starts a thread. Throws std::system_error when the machine has none left, as std::jthread does.
using ThreadStarter = std::function<std::jthread(std::function<void()>)>;

struct WorkerLimits {
    std::size_t maximum = 256;
    std::size_t idle =
        2;  ///< So many stay when there is nothing to do, others end after a while. At least 1.
};

/// Threads that are made when there is work for them. Everything but `wake` and `join` is called with the
/// lock held, which is the one that guards the work.
class WorkerThreads {
public:
    /// All of them must outlive this.
    WorkerThreads(WorkerLimits limits, std::mutex& mutex, Work& work, const ThreadStarter& start_thread);
    ~WorkerThreads();
    WorkerThreads(const WorkerThreads&) = delete;
    WorkerThreads& operator=(const WorkerThreads&) = delete;

    enum class Provision {
        Enough,    ///< Nothing is to be done.
        Wake,      ///< `wake` is to be called once the lock is released.
        Shortage,  ///< No thread could be started: the workers there are will come to it.
    };
    /// Sees to it that there are workers for so many pieces that wait.
    Provision provide_for(std::size_t pieces);
    void wake() { more_work_.notify_one(); }

    /// Starts one that waits for work; false when the machine has no thread left.
    bool start_one();
    [[nodiscard]] std::size_t count() const { return workers_.size(); }

    /// From now on workers end as soon as they have done their piece.
    void request_end();
    /// Returns when none is left. REQUIRES: request_end() was called.
    void join();

private:
    using Workers = std::list<std::jthread>;

    void work(Workers::iterator self);
    bool wait_for_work(std::unique_lock<std::mutex>& lock);
    std::cv_status wait(std::unique_lock<std::mutex>& lock);

    const WorkerLimits limits_;
    std::mutex& mutex_;
    Work& work_;
    const ThreadStarter& start_thread_;
    std::condition_variable more_work_;
    Workers workers_;
    Workers ended_;
    std::size_t idle_ = 0;
    std::size_t called_ = 0;    // of the idle ones: woken and not yet back
    std::size_t starting_ = 0;  // made, and not yet at work
    bool ending_ = false;
};

}  // namespace wee
