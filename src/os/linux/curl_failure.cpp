#include "os/linux/curl_failure.h"

#include <cerrno>
#include <system_error>

#include "base/duration.h"
#include "base/text.h"

namespace wee {
namespace {

std::string unknown_host(const CurlProgress& progress, const std::string& what) {
    return what + " is unknown: its name cannot be resolved (" + progress.reason +
           "); look for a slip in it, and whether this machine has a network and a name server";
}

std::string no_connection(const CurlProgress& progress) {
    if (progress.system_error == ECONNREFUSED) {
        return progress.host + " refused the connection: nothing listens at that address and port";
    }
    const std::string reason =
        progress.system_error == 0 ? progress.reason : std::generic_category().message(progress.system_error);
    return "no connection with " + progress.host + " came about: " + reason;
}

std::string time_out(const CurlProgress& progress) {
    const std::string within = " within " + format_duration(progress.timeout);
    if (!progress.is_connected) {
        return progress.host + " could not be reached" + within;
    }
    if (!progress.has_answered) {
        return progress.host + " took the request and did not answer" + within;
    }
    return progress.host + " did not finish its answer" + within + "; " + std::to_string(progress.received) +
           " bytes of its body had come";
}

std::string cut_off(const CurlProgress& progress) {
    if (!progress.has_answered) {
        return progress.host + " closed the connection without an answer";
    }
    return progress.host + " closed the connection in the middle of its answer, after " +
           std::to_string(progress.received) + " bytes of its body";
}

std::string bad_certificate(const CurlProgress& progress) {
    return "the certificate of " + progress.host + " cannot be trusted: " + progress.reason;
}

std::string no_authorities(const CurlProgress& progress) {
    return "no certificate can be verified: " + progress.reason +
           "; install the package ca-certificates, or have SSL_CERT_FILE name a file of authorities";
}

std::string sentence_for(CURLcode code, const CurlProgress& progress) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return unknown_host(progress, "the host " + progress.host);
        case CURLE_COULDNT_RESOLVE_PROXY:
            return unknown_host(progress, "the proxy that the environment names");
        case CURLE_COULDNT_CONNECT:
            return no_connection(progress);
        case CURLE_OPERATION_TIMEDOUT:
            return time_out(progress);
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_HTTP2_STREAM:
            return cut_off(progress);
        case CURLE_PEER_FAILED_VERIFICATION:
            return bad_certificate(progress);
        case CURLE_SSL_CACERT_BADFILE:
            return no_authorities(progress);
        case CURLE_SSL_CONNECT_ERROR:
            return progress.host + " and this machine do not agree on TLS: " + progress.reason;
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
            return "what answers at " + progress.host + " does not speak HTTP: " + progress.reason;
        case CURLE_BAD_CONTENT_ENCODING:
            return "the answer of " + progress.host + " cannot be unpacked: " + progress.reason;
        default:
            return "the request to " + progress.host + " failed: " + progress.reason;
    }
}

}  // namespace

Error curl_failure(CURLcode code, const CurlProgress& progress) {
    return Error(to_display(sentence_for(code, progress)));
}

}  // namespace wee
