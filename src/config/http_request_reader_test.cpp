#include "tests/support/config_cases.h"

namespace wee {
namespace {

/// The action begins at line 8; `lines` at line 10.
std::string with_request(const std::string& lines, const std::string& engine = "") {
    return kSoundSource + "[[rules]]\nname = \"r\"\ntrigger = { type = \"file\" }\n" +
           "[[rules.action]]\ntype = \"http_request\"\n" + lines + "\n" + engine;
}

/// `line` is line 11.
std::string with_url(const std::string& line) {
    return with_request("url = \"https://a.example/x\"\n" + line);
}

HttpRequestActionOptions request_of(const std::string& text) {
    const LoadedConfig loaded = load(text);
    EXPECT_TRUE(loaded.diagnostics.empty()) << findings_of(loaded);
    return loaded.config
               ? std::get<HttpRequestActionOptions>(loaded.config->rules.at(0).actions.at(0).options)
               : HttpRequestActionOptions();
}

std::string header_of(const HttpRequestActionOptions& options, const std::string& name) {
    for (const auto& [key, value] : options.headers) {
        if (key == name) {
            return value.source();
        }
    }
    return "none";
}

std::string json_of(const HttpRequestActionOptions& options) {
    std::string text;
    for (const JsonPiece& piece : options.json) {
        text += piece.literal + (piece.text ? '<' + piece.text->source() + '>' : "");
    }
    return text;
}

TEST(HttpRequestReader, AConfigurationOfTheOriginalRunsUnchanged) {
    const HttpRequestActionOptions options =
        request_of(with_url("headers = { \"Content-Type\" = \"application/json\" }\n"
                            "body = '{\"file\": \"{{EVENT_PATH}}\"}'"));
    EXPECT_EQ(options.method, "POST");
    EXPECT_EQ(options.url.source(), "https://a.example/x");
    EXPECT_EQ(options.body_escape, BodyEscape::Json);
    EXPECT_TRUE(options.policy.check("https://a.example/x").ok());
}

TEST(HttpRequestReader, EveryKeyArrives) {
    const HttpRequestActionOptions options = request_of(
        with_url("method = \"propfind\"\ntimeout = \"2s\"\nmax_redirects = 0\nresponse_limit = 10\n"
                 "success_status = [200, 404]\nheaders = { X-A = \"{{FILENAME}}\" }"));
    EXPECT_EQ(options.method, "PROPFIND");
    EXPECT_EQ(options.timeout, std::chrono::seconds(2));
    EXPECT_EQ(options.redirect_limit, 0);
    EXPECT_EQ(options.response_limit, 10U);
    EXPECT_EQ(options.success_statuses, (std::vector<int>{200, 404}));
    EXPECT_EQ(header_of(options, "X-A"), "{{FILENAME}}");
}

TEST(HttpRequestReader, JsonIsATableWhoseTextsAreTemplates) {
    const HttpRequestActionOptions options = request_of(with_url(
        "json = { file = \"{{FILENAME}}\", \"a\\\"b\" = [1, 2.5, true, \"x\"], empty = {}, none = [] }"));
    EXPECT_EQ(json_of(options), R"({"file":<{{FILENAME}}>,"a\"b":[1,2.5,true,<x>],"empty":{},"none":[]})");
    EXPECT_EQ(header_of(options, "Content-Type"), "application/json");
}

TEST(HttpRequestReader, ABodySaysByItselfWhetherItIsJson) {
    EXPECT_EQ(request_of(with_url("body = '{\"n\": {{PID}}, \"p\": \"{{EVENT_PATH}}\"}'")).body_escape,
              BodyEscape::Json);
    const HttpRequestActionOptions text = request_of(with_url("body = '[new] {{EVENT_PATH}}'"));
    EXPECT_EQ(text.body_escape, BodyEscape::None);
    EXPECT_EQ(header_of(text, "Content-Type"), "none");
    EXPECT_EQ(request_of(with_url("headers = { content-type = \"application/x-www-form-urlencoded\" }\n"
                                  "body = 'p={{EVENT_PATH}}'"))
                  .body_escape,
              BodyEscape::Url);
}

TEST(HttpRequestReader, ThePolicyIsThatOfTheEngineWhereverItStands) {
    const std::string engine = "[engine]\nhttp_allow = [\"a.example\", \"*.b.example\"]\n";
    const HttpRequestActionOptions options =
        request_of(with_request("url = \"https://{{FILENAME}}.b.example/\"", engine));
    EXPECT_TRUE(options.policy.check("https://x.b.example/").ok());
    EXPECT_FALSE(options.policy.check("https://x.example/").ok());
}

TEST(HttpRequestReader, AnotherPolicyIsAnotherRuleOfThoseThatSendRequests) {
    const std::string request = with_request("url = \"https://a.example\"");
    const std::string allow = "[engine]\nhttp_allow = [\"*\"]\n";
    const auto definition = [](const std::string& text) {
        return load(text).config->rules.at(0).rule.definition;
    };
    EXPECT_NE(definition(request), definition(request + allow));
    EXPECT_EQ(definition(kSoundSource + kSoundRule), definition(kSoundSource + kSoundRule + allow));
}

class HttpRequestFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(HttpRequestFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, HttpRequestFinding,
    testing::Values(
        FindingCase{"NoUrl", with_request(""), "8:1: error: ", "the action `http_request` has no `url`"},
        FindingCase{"NoScheme", with_request("url = \"localhost:8080/x\""),
                    "10:7: error: ", "has no scheme; write https:// or http:// in front"},
        FindingCase{"NoSchemeWithTemplates", with_request("url = \"a.example:{{PID}}/{{FILENAME}}\""),
                    "10:7: error: ", "has no scheme"},
        FindingCase{"OtherScheme", with_request("url = \"ftp://a.example/{{FILENAME}}\""),
                    "10:7: error: ", "only http and https"},
        FindingCase{"Blank", with_request("url = \"https://a.example/a b\""), "10:7: error: ", "%20"},
        FindingCase{"BadPort", with_request("url = \"https://a.example:x/{{FILENAME}}\""),
                    "10:7: error: ", "as in :8080"},
        FindingCase{"HostOfTheEvent", with_request("url = \"https://{{METADATA_HOST}}/x\""),
                    "10:7: warning: ", "http_allow = [\"api.example.com\"]"},
        FindingCase{"UrlOfTheEvent", with_request("url = \"{{METADATA_URL}}\""),
                    "10:7: warning: ", "the host of `url` comes from an event"},
        FindingCase{"HostIsNotAllowed",
                    with_request("url = \"https://b.example/x\"", "[engine]\nhttp_allow = [\"a.example\"]\n"),
                    "10:7: warning: ", "never be sent: the host \"b.example\" is not in `http_allow`"},
        FindingCase{"SwitchedOff",
                    with_request("url = \"{{METADATA_URL}}\"", "[engine]\nhttp_requests_enabled = false\n"),
                    "10:7: warning: ", "never be sent: HTTP requests are switched off"},
        FindingCase{"MethodSlip", with_url("method = \"PSOT\""), "11:10: error: ", "did you mean `POST`?"},
        FindingCase{"MethodOfTwoWords", with_url("method = \"GET /\""),
                    "11:10: error: ", "cannot be \"GET /\""},
        FindingCase{"HeadersAsArray", with_url("headers = [\"A: b\"]"), "11:11: error: ", "must be a table"},
        FindingCase{"HeaderName", with_url("headers = { \"A b\" = \"c\" }"),
                    "11:13: error: ", "name of a header"},
        FindingCase{"HeaderOfTheClient", with_url("headers = { Content-Length = \"5\" }"),
                    "11:13: error: ", "set by itself"},
        FindingCase{"HeaderAsNumber", with_url("headers = { A = 5 }"), "11:17: error: ", "text in quotes"},
        FindingCase{"BodyAndJson", with_url("body = \"x\"\njson = { a = 1 }"),
                    "12:1: error: ", "keep one of them"},
        FindingCase{"DateInJson", with_url("json = { at = 2024-01-01 }"), "11:15: error: ", "no dates"},
        FindingCase{"NanInJson", with_url("json = { n = nan }"), "11:14: error: ", "no number such as nan"},
        FindingCase{"SlipInJson", with_url("json = { a = [{ b = \"{{FILENAM}}\" }] }"),
                    "11:21: error: ", "did you mean `FILENAME`?"},
        FindingCase{"StatusAsText", with_url("success_status = \"2xx\""),
                    "11:18: error: ", "from 100 to 599"},
        FindingCase{"NoStatus", with_url("success_status = []"), "11:18: error: ", "could only fail"},
        FindingCase{"TimeoutTwice", with_url("timeout = \"1s\"\ntimeout_ms = 5"),
                    "12:1: error: ", "keep one"},
        FindingCase{"TooManyRedirects", with_url("max_redirects = 1000"), "11:17: error: ", "from 0 to 50"},
        FindingCase{"KeySlip", with_url("haeders = { A = \"b\" }"),
                    "11:1: error: ", "did you mean `headers`?"},
        FindingCase{"AllowAsUrl",
                    "[engine]\nhttp_allow = [\"https://a.example\"]\n" + kSoundSource + kSoundRule,
                    "2:15: error: ", "without scheme and path"},
        FindingCase{"AllowNothing", "[engine]\nhttp_allow = []\n" + kSoundSource + kSoundRule,
                    "2:14: error: ", "empty array"}),
    case_name);

}  // namespace
}  // namespace wee
