#include "os/linux/curl_http_client.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <new>
#include <optional>
#include <vector>

#include "os/http_exchange.h"
#include "os/http_url.h"
#include "os/linux/curl_session.h"

namespace wee {
namespace {

/// What sessions know together: addresses of hosts, and TLS sessions to be resumed.
class CurlShare {
public:
    explicit CurlShare(const CurlLibrary& library) : library_(library), share_(library.share_init()) {
        if (share_ == nullptr) {
            throw std::bad_alloc();
        }
        library.share_setopt(share_, CURLSHOPT_USERDATA, this);
        library.share_setopt(share_, CURLSHOPT_LOCKFUNC, lock);
        library.share_setopt(share_, CURLSHOPT_UNLOCKFUNC, unlock);
        library.share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
        library.share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    }
    ~CurlShare() { library_.share_cleanup(share_); }
    CurlShare(const CurlShare&) = delete;
    CurlShare& operator=(const CurlShare&) = delete;

    [[nodiscard]] CURLSH* handle() const { return share_; }

private:
    static void lock(CURL* /*handle*/, curl_lock_data data, curl_lock_access /*access*/, void* share) {
        static_cast<CurlShare*>(share)->mutexes_[static_cast<std::size_t>(data)].lock();
    }
    static void unlock(CURL* /*handle*/, curl_lock_data data, void* share) {
        static_cast<CurlShare*>(share)->mutexes_[static_cast<std::size_t>(data)].unlock();
    }

    const CurlLibrary& library_;
    CURLSH* share_;
    std::array<std::mutex, CURL_LOCK_DATA_LAST> mutexes_;
};

/// The sessions that nobody uses at the moment.
class CurlPool {
public:
    CurlPool(const CurlLibrary& library, std::string authorities)
        : share_(library), common_{library, share_.handle(), std::move(authorities)} {}

    std::unique_ptr<CurlSession> take(const std::string& host);
    void put_back(std::unique_ptr<CurlSession> session);

private:
    static constexpr std::size_t kMostIdle = 16;

    CurlShare share_;
    const CurlSession::Common common_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<CurlSession>> idle_;
};

/// One with a connection to that host, where there is one.
std::unique_ptr<CurlSession> CurlPool::take(const std::string& host) {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
        return std::make_unique<CurlSession>(common_);
    }
    const auto connected = std::ranges::find_if(
        idle_, [&host](const std::unique_ptr<CurlSession>& session) { return session->host() == host; });
    const auto chosen = connected == idle_.end() ? std::prev(idle_.end()) : connected;
    std::unique_ptr<CurlSession> session = std::move(*chosen);
    idle_.erase(chosen);
    return session;
}

void CurlPool::put_back(std::unique_ptr<CurlSession> session) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kMostIdle) {
        idle_.push_back(std::move(session));
    }
}

class CurlHttpClient final : public HttpClient {
public:
    explicit CurlHttpClient(std::string authorities) : authorities_(std::move(authorities)) {}

    Result<HttpAnswer> send(const HttpRequest& request, const std::stop_token& stop) override;

private:
    Result<CurlPool*> pool();

    const std::string authorities_;
    std::mutex mutex_;
    std::optional<CurlPool> pool_;  // from the first request on
};

Result<CurlPool*> CurlHttpClient::pool() {
    const std::lock_guard lock(mutex_);
    if (!pool_) {
        const Result<const CurlLibrary*> library = CurlLibrary::open();
        if (!library) {
            return library.error();
        }
        pool_.emplace(*library.value(), authorities_);
    }
    return &*pool_;
}

Result<HttpAnswer> CurlHttpClient::send(const HttpRequest& request, const std::stop_token& stop) {
    const auto exchange = [this, &stop](const HttpRequest& hop,
                                        std::chrono::milliseconds remaining) -> Result<HttpHop> {
        const Result<CurlPool*> pool = this->pool();
        if (!pool) {
            return pool.error();
        }
        const Result<HttpUrl> url = parse_http_url(hop.url);
        std::unique_ptr<CurlSession> session =
            pool.value()->take(url ? url.value().scheme + url.value().host_text() : std::string());
        Result<HttpHop> answer = session->exchange(hop, remaining, stop);
        pool.value()->put_back(std::move(session));
        return answer;
    };
    return exchange_http(request, exchange);
}

}  // namespace

std::unique_ptr<HttpClient> make_http_client(const Environment& environment) {
    return std::make_unique<CurlHttpClient>(environment.variable("SSL_CERT_FILE").value_or(""));
}

}  // namespace wee
