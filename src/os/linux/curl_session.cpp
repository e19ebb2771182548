#include "os/linux/curl_session.h"

#include <algorithm>
#include <array>
#include <new>

#include "base/text.h"
#include "os/http_url.h"
#include "os/linux/curl_answer.h"
#include "os/linux/curl_failure.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

constexpr int kLongestPollMs = 1000;

std::size_t write_body(char* bytes, std::size_t size, std::size_t count, void* answer) {
    const std::size_t length = size * count;
    return static_cast<CurlAnswer*>(answer)->add_body({bytes, length}) ? length : 0;
}

std::size_t write_header(char* bytes, std::size_t size, std::size_t count, void* answer) {
    const std::size_t length = size * count;
    return static_cast<CurlAnswer*>(answer)->add_header({bytes, length}) ? length : 0;
}

bool has_header(const HttpRequest& request, std::string_view name) {
    return std::ranges::any_of(request.headers, [name](const auto& header) {
        return header.first.size() == name.size() && to_lower_ascii(header.first) == name;
    });
}

/// The lines of a header as libcurl takes them.
class HeaderLines {
public:
    explicit HeaderLines(const CurlLibrary& library) : library_(library) {}
    ~HeaderLines() { library_.slist_free_all(first_); }
    HeaderLines(const HeaderLines&) = delete;
    HeaderLines& operator=(const HeaderLines&) = delete;

    void add(const std::string& line) {
        curl_slist* const longer = library_.slist_append(first_, line.c_str());
        first_ = longer == nullptr ? throw std::bad_alloc() : longer;
    }
    [[nodiscard]] curl_slist* first() const { return first_; }

private:
    const CurlLibrary& library_;
    curl_slist* first_ = nullptr;
};

}  // namespace

/// One request on its way. All that libcurl is given lives as long as this.
class CurlSession::Transfer {
public:
    Transfer(const Common& common, CURLM* multi, CURL* easy, const HttpRequest& request)
        : common_(common),
          multi_(multi),
          easy_(easy),
          request_(request),
          url_(to_ascii_url(request.url)),
          lines_(common.library),
          answer_(request.body_limit) {}

    Result<HttpHop> run(milliseconds remaining, const std::stop_token& stop);

private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        common_.library.easy_setopt(easy_, option, value);
    }
    template <typename Value>
    [[nodiscard]] Value get(CURLINFO info) const {
        Value value{};
        common_.library.easy_getinfo(easy_, info, &value);
        return value;
    }
    void prepare(milliseconds remaining);
    void prepare_headers();
    void prepare_method();
    bool drive(const std::stop_token& stop);
    [[nodiscard]] CURLcode outcome() const;
    [[nodiscard]] Result<HttpHop> failed(CURLcode code) const;
    HttpHop finished();

    const Common& common_;
    CURLM* multi_;
    CURL* easy_;
    const HttpRequest& request_;
    const std::string url_;
    HeaderLines lines_;
    CurlAnswer answer_;
    std::array<char, CURL_ERROR_SIZE> reason_{};
};

void CurlSession::Transfer::prepare(milliseconds remaining) {
    common_.library.easy_reset(easy_);  // keeps the connections
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_SHARE, common_.share);
    set(CURLOPT_NOSIGNAL, 1L);
    // A name that is still being looked up when the time is over is left to its thread.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_ERRORBUFFER, reason_.data());
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(remaining.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(remaining.count()));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_WRITEFUNCTION, write_body);
    set(CURLOPT_WRITEDATA, &answer_);
    set(CURLOPT_HEADERFUNCTION, write_header);
    set(CURLOPT_HEADERDATA, &answer_);
    if (!common_.authorities.empty()) {
        set(CURLOPT_CAINFO, common_.authorities.c_str());
    }
    prepare_method();
    prepare_headers();
}

void CurlSession::Transfer::prepare_method() {
    const bool wants_body =
        request_.method == "POST" || request_.method == "PUT" || request_.method == "PATCH";
    if (request_.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
        return;
    }
    if (wants_body || !request_.body.empty()) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(CURLOPT_POSTFIELDS, request_.body.c_str());
    }
    set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
}

void CurlSession::Transfer::prepare_headers() {
    lines_.add("Expect:");  // no second's wait for the permission to send
    if (!has_header(request_, "content-type")) {
        lines_.add("Content-Type:");  // which libcurl takes for a form's
    }
    if (!has_header(request_, "user-agent")) {
        lines_.add("User-Agent: wee");
    }
    for (const auto& [name, value] : request_.headers) {
        lines_.add(value.empty() ? name + ';' : name + ": " + value);
    }
    set(CURLOPT_HTTPHEADER, lines_.first());
}

/// Until it has ended. False: it was stopped.
bool CurlSession::Transfer::drive(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { common_.library.multi_wakeup(multi_); });
    int running = 1;
    while (!stop.stop_requested()) {
        common_.library.multi_perform(multi_, &running);
        if (running == 0) {
            return true;
        }
        common_.library.multi_poll(multi_, nullptr, 0, kLongestPollMs, nullptr);
    }
    return false;
}

CURLcode CurlSession::Transfer::outcome() const {
    int left = 0;
    const CURLMsg* const message = common_.library.multi_info_read(multi_, &left);
    return message != nullptr && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

Result<HttpHop> CurlSession::Transfer::run(milliseconds remaining, const std::stop_token& stop) {
    prepare(remaining);
    if (common_.library.multi_add_handle(multi_, easy_) != CURLM_OK) {
        return Error("libcurl does not take the request");
    }
    const bool has_ended = drive(stop);
    const CURLcode code = has_ended ? outcome() : CURLE_ABORTED_BY_CALLBACK;
    common_.library.multi_remove_handle(multi_, easy_);
    if (!has_ended) {
        return Error("the request was given up because its run was stopped");
    }
    if (code == CURLE_OK || answer_.is_cut()) {
        return finished();
    }
    return failed(code);
}

Result<HttpHop> CurlSession::Transfer::failed(CURLcode code) const {
    const Result<HttpUrl> url = parse_http_url(request_.url);
    const std::string host = url ? url.value().host_text() : "the server";
    if (answer_.has_too_many_headers()) {
        return Error(host + " answers with headers of more than 256 KiB, which nobody can use");
    }
    const std::string reason = reason_.front() == '\0' ? common_.library.easy_strerror(code) : reason_.data();
    return curl_failure(code, {host, reason, static_cast<int>(get<long>(CURLINFO_OS_ERRNO)),
                               get<double>(CURLINFO_PRETRANSFER_TIME) > 0, answer_.has_begun(),
                               answer_.received(), request_.timeout});
}

HttpHop CurlSession::Transfer::finished() {
    const char* const location = get<const char*>(CURLINFO_REDIRECT_URL);
    return {answer_.take(static_cast<int>(get<long>(CURLINFO_RESPONSE_CODE))),
            location == nullptr ? std::string() : std::string(location)};
}

CurlSession::CurlSession(const Common& common)
    : common_(common), multi_(common.library.multi_init()), easy_(common.library.easy_init()) {
    if (multi_ == nullptr || easy_ == nullptr) {
        throw std::bad_alloc();
    }
}

CurlSession::~CurlSession() {
    common_.library.easy_cleanup(easy_);
    common_.library.multi_cleanup(multi_);
}

Result<HttpHop> CurlSession::exchange(const HttpRequest& request, milliseconds remaining,
                                      const std::stop_token& stop) {
    if (const Result<HttpUrl> url = parse_http_url(request.url)) {
        host_ = url.value().scheme + url.value().host_text();
    }
    return Transfer(common_, multi_, easy_, request).run(remaining, stop);
}

}  // namespace wee
