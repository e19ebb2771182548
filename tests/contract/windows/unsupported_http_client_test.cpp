#include "os/windows/unsupported_http_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_environment.h"

namespace wee {
namespace {

TEST(UnsupportedHttpClient, SaysThatNothingWasSent) {
    const Result<HttpAnswer> answer =
        make_http_client(FakeEnvironment())->send({.url = "http://127.0.0.1/"}, {});
    ASSERT_FALSE(answer.ok());
    EXPECT_THAT(answer.error().message(), testing::HasSubstr("not built for Windows yet"));
}

}  // namespace
}  // namespace wee
