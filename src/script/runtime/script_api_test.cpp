#include <gtest/gtest.h>

#include "script/runtime/script_json.h"
#include "tests/support/script_trial.h"
#include "tests/support/temporary_directory.h"

// Each function of the API: what the engine is asked, and what the script gets.

namespace wee {
namespace {

class ScriptApiTest : public testing::Test {
protected:
    /// The calls of a script that returns nothing, each as "name [arguments]".
    std::string asked(std::string_view script) {
        trial.calls.calls.clear();
        EXPECT_EQ(trial.outcome(script), "nil") << script;
        std::string all;
        for (const FakeScriptCalls::Call& call : trial.calls.calls) {
            all += (all.empty() ? "" : "; ") + call.function + ' ' +
                   to_json(ScriptValue{call.arguments}).value();
        }
        return all;
    }

    ScriptTrial trial;
};

TEST_F(ScriptApiTest, LogsAtEachLevel) {
    trial.outcome("log.debug('a') log.info('b', 2, nil) log.warn(true) log.error({}) print('c', 1.5)");
    const std::vector<std::pair<LogLevel, std::string>> expected = {{LogLevel::Debug, "a"},
                                                                    {LogLevel::Info, "b\t2\tnil"},
                                                                    {LogLevel::Warning, "true"},
                                                                    {LogLevel::Error, "table"},
                                                                    {LogLevel::Info, "c\t1.5"}};
    EXPECT_EQ(trial.calls.lines, expected);
}

TEST_F(ScriptApiTest, RunsCommandsInBothSpellings) {
    EXPECT_EQ(asked("exec.run('ls', { '-l', 7 })"), R"(exec.run ["ls",["-l","7"]])");
    EXPECT_EQ(asked("exec('ls', { '-l' })"), R"(exec.run ["ls",["-l"]])");
    EXPECT_EQ(asked("exec('ls')"), R"(exec.run ["ls",[]])");
    EXPECT_EQ(
        asked("exec('ls', nil, { working_dir = '/tmp', stdin = 'x', timeout_ms = 50, "
              "environment = { A = 1 } })"),
        R"(exec.run ["ls",[],{"working_dir":"/tmp","stdin":"x","timeout_ms":50,"environment":{"A":"1"}}])");
    EXPECT_EQ(trial.outcome("local r = exec('ls') return r.exit_code .. r.stdout .. r.stderr"), "0out\n");
}

TEST_F(ScriptApiTest, SendsHttpRequests) {
    EXPECT_EQ(asked("http.get('http://a/')"),
              R"(http.request [{"method":"GET","url":"http://a/","headers":{}}])");
    EXPECT_EQ(asked("http.get('http://a/', { headers = { Accept = 'x' }, timeout_ms = 9 })"),
              R"(http.request [{"method":"GET","url":"http://a/","headers":{"Accept":"x"},"timeout_ms":9}])");
    EXPECT_EQ(asked("http.get('http://a/', { ['x-token'] = 'y' })"),
              R"(http.request [{"method":"GET","url":"http://a/","headers":{"x-token":"y"}}])");
    EXPECT_EQ(asked("http.post('http://a/', { body = 'b', headers = { A = 'c' } })"),
              R"(http.request [{"method":"POST","url":"http://a/","headers":{"A":"c"},"body":"b"}])");
    EXPECT_EQ(asked("http.post('http://a/', 'b')"),
              R"(http.request [{"method":"POST","url":"http://a/","headers":{},"body":"b"}])");
    EXPECT_EQ(
        asked("http.post('https://a/', { json = { n = 1 } })"),
        R"(http.request [{"method":"POST","url":"https://a/","headers":{"Content-Type":"application/json"},)"
        R"("body":"{\"n\":1}"}])");
    EXPECT_EQ(asked("http.request{ url = 'http://a/', method = 'PUT', body = 'b' }"),
              R"(http.request [{"method":"PUT","url":"http://a/","headers":{},"body":"b"}])");
    EXPECT_EQ(asked("http.request('http://a/', { method = 'DELETE' })"),
              R"(http.request [{"method":"DELETE","url":"http://a/","headers":{}}])");
    EXPECT_EQ(trial.value("http.get('http://a/').status"), "200");
    EXPECT_EQ(trial.value("http.post('http://a/', { body = 'a', json = 1 })"),
              "test.lua:1: the options have both a body and json: one of them is the body");
}

TEST_F(ScriptApiTest, WorksWithFiles) {
    const TemporaryDirectory directory;
    trial.request.event.metadata.set("path", directory.text());
    EXPECT_EQ(trial.outcome(R"(
        local root = event.metadata.path .. '/'
        fs.mkdir(root .. 'a/b')
        fs.write(root .. 'a/one', 'x')
        fs.write(root .. 'a/one', 'y', { append = true })
        assert(fs.copy(root .. 'a/one', root .. 'a/two') and fs.move(root .. 'a/two', root .. 'a/three'))
        local names = table.concat(fs.list(root .. 'a'), ' ')
        assert(fs.delete(root .. 'a/one'))
        return names .. ' ' .. fs.read(root .. 'a/three') .. fs.file_size(root .. 'a/three')
            .. fs.file_size(root .. 'none') .. tostring(fs.exists(root .. 'a/one'))
            .. fs.basename(root .. 'a/three'))"),
              "b one three xy2-1falsethree");
    EXPECT_EQ(trial.outcome("return fs.basename('C:\\\\dir\\\\file.txt') .. fs.basename('/')"), "file.txt");
}

TEST_F(ScriptApiTest, KeepsValues) {
    EXPECT_EQ(asked("store.set('a', { 1, 'x', { k = true } }) store.set('b', nil)"),
              R"(store.set ["a",[1,"x",{"k":true}]]; store.set ["b",null])");
    EXPECT_EQ(trial.outcome("return store.get('a')[3].k"), "true");
    EXPECT_EQ(trial.outcome("return store.get('never')"), "nil");
}

TEST_F(ScriptApiTest, EmitsAndSleeps) {
    EXPECT_EQ(asked("emit('FileCreated', { path = '/a', size = 12 }) emit('X') sleep(1.5) sleep(0)"),
              R"(emit ["FileCreated",{"path":"/a","size":"12"}]; emit ["X",{}]; sleep [1500]; sleep [0])");
}

TEST_F(ScriptApiTest, ErrorsOfTheEngineNameFileAndLineAndCanBeCaught) {
    trial.calls.answer = [](const std::string&, const ScriptList&) -> Result<ScriptValue> {
        return Error("the path /etc is not allowed");
    };
    EXPECT_EQ(trial.outcome("\nreturn fs.read('/etc/passwd')"), "test.lua:2: the path /etc is not allowed");
    EXPECT_EQ(trial.outcome("local ok, e = pcall(fs.read, '/etc/passwd') return e"),
              "the path /etc is not allowed");
}

TEST_F(ScriptApiTest, ArgumentsAreCheckedFirst) {
    EXPECT_EQ(trial.value("fs.read()"),
              "test.lua:1: bad argument #1 to 'read' (string expected, got no value)");
    EXPECT_EQ(trial.value("exec.run('a', {}, { workingdir = 'x' })"),
              "test.lua:1: bad argument #3 to 'run' (there is no option \"workingdir\": did you mean "
              "\"working_dir\"?)");
    EXPECT_EQ(
        trial.value("http.post('http://a/', { 'body' })"),
        "test.lua:1: bad argument #2 to 'post' (write options with their names, as in { name = value })");
    EXPECT_EQ(trial.value("exec.run('a', {}, { timeout_ms = 'soon' })"),
              "test.lua:1: bad argument #3 to 'run' (the option \"timeout_ms\" has to be a whole number of "
              "milliseconds above 0)");
    EXPECT_EQ(trial.value("fs.write('a', ('x'):rep(17 * 1024 * 1024))"),
              "test.lua:1: bad argument #2 to 'write' (the text is longer than 16777216 bytes)");
    EXPECT_TRUE(trial.calls.calls.empty());
}

TEST_F(ScriptApiTest, EncodesJson) {
    EXPECT_EQ(trial.value("json.encode({ b = 1, a = { 1, 2.5, 'x', true, json.null } })"),
              R"({"a":[1,2.5,"x",true,null],"b":1})");
    EXPECT_EQ(trial.value("json.encode({})"), "{}");
    EXPECT_EQ(trial.value("json.encode(json.array({}))"), "[]");
    EXPECT_EQ(trial.value("json.encode(json.decode('{\"a\":[],\"b\":{},\"c\":null,\"d\":[null]}'))"),
              R"({"a":[],"b":{},"d":[null]})");
    EXPECT_EQ(trial.value("json.encode('\\\\ \\n \u20ac')"), "\"\\\\ \\n \u20ac\"");
    EXPECT_EQ(trial.value("json.encode(nil)"), "null");
    EXPECT_EQ(trial.value("json.encode()"), "test.lua:1: bad argument #1 to 'encode' (value expected)");
}

TEST_F(ScriptApiTest, SaysWhatJsonCannotSay) {
    const std::string encode = "test.lua:1: bad argument #1 to 'encode' (the value";
    EXPECT_EQ(trial.value("json.encode({ a = 0 / 0 })").substr(0, 33), "test.lua:1: json.encode: a number");
    EXPECT_EQ(trial.value("json.encode('\\xff')"),
              "test.lua:1: json.encode: the text \"\\xff\" is no UTF-8, which JSON has to be");
    EXPECT_EQ(trial.value("json.encode({ 1, a = 2 })"),
              encode + " has both numbers and texts as keys: write it as a list or as a table of names)");
    EXPECT_EQ(trial.value("json.encode({ a = { [1] = 1, [3] = 3 } })"),
              encode +
                  "'s .a is a list with holes: its keys are to be 1, 2, 3, ...; json.null stands for what is "
                  "absent)");
    EXPECT_EQ(trial.value("json.encode({ [0] = 1 })").find("list with holes") != std::string::npos, true);
    EXPECT_EQ(trial.value("json.encode({ [true] = 1 })"),
              encode + " has a key that is a boolean: write texts, or 1, 2, 3, ...)");
    EXPECT_EQ(trial.outcome("local t = {} for i = 1, 10000 do t = { t } end return json.encode(t)")
                      .find("is nested deeper than 100 tables") != std::string::npos,
              true);
    EXPECT_EQ(trial.value("json.decode('{\\n\"a\" 1}')"),
              "test.lua:1: json.decode: line 2, column 5: Missing a colon after a name of object member.");
}

TEST_F(ScriptApiTest, NullOfJsonIsNilButKeepsItsPlaceInLists) {
    EXPECT_EQ(trial.outcome("local t = json.decode('{\"a\":null,\"b\":[1,null,3]}') "
                            "return tostring(t.a) .. #t.b .. tostring(t.b[2] == json.null)"),
              "nil3true");
    EXPECT_EQ(trial.outcome("return json.decode('null')"), "nil");
}

}  // namespace
}  // namespace wee
