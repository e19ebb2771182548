#include <algorithm>
#include <string>
#include <utility>

#include "script/runtime/script_api.h"
#include "script/runtime/script_arguments.h"
#include "script/runtime/script_json.h"

namespace wee {
namespace {

constexpr std::string_view kOptions[] = {"method", "headers", "body", "json", "timeout_ms"};

struct Request {
    std::string method;
    std::string url;
    ScriptTable headers{};
    std::optional<std::string> body{};
    std::optional<std::int64_t> timeout{};
};

std::string checked_url(lua_State* state, int index) {
    std::string url = name_argument(state, index);
    if (!url.starts_with("http://") && !url.starts_with("https://")) {
        luaL_argerror(state, index, "the URL has to begin with http:// or https://");
    }
    return url;
}

std::string checked_method(lua_State* state, std::string method) {
    const auto is_letter = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (method.empty() || !std::ranges::all_of(method, is_letter)) {
        raise_lua_error(state, "the method has to be in capital letters, as in \"PUT\"");
    }
    return method;
}

/// `json = value` is the body, and says so in a header.
void take_json(lua_State* state, const ScriptOptions& options, Request& request) {
    const std::optional<ScriptValue> value = options.value("json");
    if (!value) {
        return;
    }
    if (request.body) {
        raise_lua_error(state, "the options have both a body and json: one of them is the body");
    }
    Result<std::string> text = to_json(*value);
    if (!text) {
        raise_lua_error(state, "the option \"json\": " + text.error().message());
    }
    request.body = std::move(text).value();
    request.headers.emplace_back("Content-Type", ScriptValue{std::string("application/json")});
}

/// The original's documentation can be read so that the second argument is the headers themselves. They are
/// told from options by their names: { Accept = "text/html", ["x-token"] = "..." }.
bool is_headers(lua_State* state, int index) {
    if (!lua_istable(state, index)) {
        return false;
    }
    bool is_some = false;
    bool is_all = true;
    lua_pushnil(state);
    while (lua_next(state, index) != 0) {
        lua_pop(state, 1);
        is_some = true;
        is_all = is_all && lua_type(state, -1) == LUA_TSTRING &&
                 lua_text(state, -1).find_first_of("-ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos;
    }
    return is_some && is_all;
}

void take_options(lua_State* state, int index, Request& request) {
    if (is_headers(state, index)) {
        request.headers = texts_argument(state, index);
        return;
    }
    const ScriptOptions options(state, index, kOptions);
    if (auto method = options.text("method")) {
        request.method = checked_method(state, *std::move(method));
    }
    request.headers = options.texts("headers").value_or(ScriptTable());
    request.body = options.text("body");
    request.timeout = options.milliseconds("timeout_ms");
    take_json(state, options, request);
}

int send(lua_State* state, Request request) {
    ScriptTable table;
    table.emplace_back("method", ScriptValue{std::move(request.method)});
    table.emplace_back("url", ScriptValue{std::move(request.url)});
    table.emplace_back("headers", ScriptValue{std::move(request.headers)});
    if (request.body) {
        table.emplace_back("body", ScriptValue{*std::move(request.body)});
    }
    if (request.timeout) {
        table.emplace_back("timeout_ms", ScriptValue{*request.timeout});
    }
    return call_engine(state, "http.request", {ScriptValue{std::move(table)}});
}

/// http.get(url, {headers = ..., ...})
int get(lua_State* state) {
    Request request{.method = "GET", .url = checked_url(state, 1)};
    lua_settop(state, 2);
    take_options(state, 2, request);
    return send(state, std::move(request));
}

/// http.post(url, {body = ..., headers = ..., ...}), or http.post(url, body)
int post(lua_State* state) {
    Request request{.method = "POST", .url = checked_url(state, 1)};
    lua_settop(state, 2);
    if (lua_type(state, 2) == LUA_TSTRING) {
        request.body = text_argument(state, 2);
    } else {
        take_options(state, 2, request);
    }
    return send(state, std::move(request));
}

/// http.request{url = ..., method = ...}, or http.request(url, {...})
int request_any(lua_State* state) {
    if (lua_type(state, 1) != LUA_TTABLE) {
        return get(state);
    }
    lua_settop(state, 1);
    lua_pushliteral(state, "url");
    lua_rawget(state, 1);
    Request request{.method = "GET", .url = checked_url(state, 2)};
    lua_pushliteral(state, "url");
    lua_pushnil(state);
    lua_rawset(state, 1);  // it is no option; the caller gets it back
    lua_insert(state, 1);
    take_options(state, 2, request);
    push_lua_text(state, request.url);
    lua_setfield(state, 2, "url");
    return send(state, std::move(request));
}

}  // namespace

void push_http_library(lua_State* state) {
    constexpr luaL_Reg kFunctions[] = {
        {"get", get}, {"post", post}, {"request", request_any}, {nullptr, nullptr}};
    luaL_newlib(state, kFunctions);
}

}  // namespace wee
