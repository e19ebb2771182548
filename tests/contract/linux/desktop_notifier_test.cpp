#include "os/linux/desktop_notifier.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/contract/linux/private_bus.h"
#include "tests/support/awaited.h"
#include "tests/support/linux/x_server.h"

namespace wee {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// What a notification service got.
struct Shown {
    std::uint32_t replaces = 0;
    std::string icon;
    std::string title;
    std::string body;
    int urgency = -1;
    std::int32_t timeout = 0;
};

std::string next_text(DBusMessageIter& arguments) {
    const char* text = "";
    dbus_message_iter_get_basic(&arguments, &text);
    dbus_message_iter_next(&arguments);
    return text;
}

int urgency_in(DBusMessageIter& arguments) {
    DBusMessageIter hints;
    DBusMessageIter entry;
    DBusMessageIter value;
    unsigned char urgency = 0;
    dbus_message_iter_recurse(&arguments, &hints);
    dbus_message_iter_recurse(&hints, &entry);
    EXPECT_EQ(next_text(entry), "urgency");
    dbus_message_iter_recurse(&entry, &value);
    dbus_message_iter_get_basic(&value, &urgency);
    return urgency;
}

Shown shown_by(DBusMessage* call) {
    EXPECT_STREQ(dbus_message_get_signature(call), "susssasa{sv}i");
    Shown shown;
    DBusMessageIter arguments;
    dbus_message_iter_init(call, &arguments);
    EXPECT_EQ(next_text(arguments), "wee");
    dbus_message_iter_get_basic(&arguments, &shown.replaces);
    dbus_message_iter_next(&arguments);
    shown.icon = next_text(arguments);
    shown.title = next_text(arguments);
    shown.body = next_text(arguments);
    dbus_message_iter_next(&arguments);
    shown.urgency = urgency_in(arguments);
    dbus_message_iter_next(&arguments);
    dbus_message_iter_get_basic(&arguments, &shown.timeout);
    return shown;
}

/// Keeps what it is to show, and numbers it from 7 on.
class FakeService {
public:
    FakeService(const PrivateBus& bus, bool reads_markup)
        : reads_markup_(reads_markup),
          service_(bus, "org.freedesktop.Notifications", [this](DBusMessage* call) { return answer(call); }) {
    }

    [[nodiscard]] std::vector<Shown> shown() const {
        return shown_.read([](const std::vector<Shown>& all) { return all; });
    }

private:
    DBusMessage* answer(DBusMessage* call) {
        DBusMessage* const answer = dbus_message_new_method_return(call);
        if (std::string_view(dbus_message_get_member(call)) == "GetCapabilities") {
            const std::vector<const char*> names =
                reads_markup_ ? std::vector{"actions", "body-markup"} : std::vector{"body"};
            const char* const* list = names.data();
            dbus_message_append_args(answer, DBUS_TYPE_ARRAY, DBUS_TYPE_STRING, &list,
                                     static_cast<int>(names.size()), DBUS_TYPE_INVALID);
            return answer;
        }
        const std::uint32_t number = shown_.change([call](std::vector<Shown>& all) {
            all.push_back(shown_by(call));
            return static_cast<std::uint32_t>(6 + all.size());
        });
        dbus_message_append_args(answer, DBUS_TYPE_UINT32, &number, DBUS_TYPE_INVALID);
        return answer;
    }

    const bool reads_markup_;
    Awaited<std::vector<Shown>> shown_;
    BusService service_;
};

class DesktopNotifierTest : public testing::Test {
protected:
    void SetUp() override {
        if (!bus_.missing().empty()) {
            GTEST_SKIP() << bus_.missing();
        }
    }

    const PrivateBus bus_;
    const FakeEnvironment environment_ = bus_.environment();
    const std::unique_ptr<Notifier> notifier_ = make_notifier(environment_);
};

TEST_F(DesktopNotifierTest, NoTextBecomesMarkup) {
    const FakeService service(bus_, true);
    const Notification notification{
        "<i>New</i>", "<b>a & b</b> \xff\n<img src=\"x\">", "dialog-warning", Urgency::Critical, 2500ms, 3};
    EXPECT_EQ(notifier_->show(notification, {}).value(), 7U);
    const Shown shown = service.shown().at(0);
    EXPECT_EQ(shown.title, "<i>New</i>");  // a title is never markup
    EXPECT_EQ(shown.body, "&lt;b&gt;a &amp; b&lt;/b&gt; \xEF\xBF\xBD\n&lt;img src=\"x\"&gt;");
    EXPECT_EQ(shown.icon, "dialog-warning");
    EXPECT_EQ(shown.urgency, 2);
    EXPECT_EQ(shown.timeout, 2500);
    EXPECT_EQ(shown.replaces, 3U);
}

TEST_F(DesktopNotifierTest, AServiceWithoutMarkupGetsTheTextAsItIs) {
    const FakeService service(bus_, false);
    ASSERT_TRUE(notifier_->show({std::string("a\0b", 3), "x < y & z"}, {}).ok());
    EXPECT_EQ(service.shown().at(0).title, "ab");
    EXPECT_EQ(service.shown().at(0).body, "x < y & z");
    EXPECT_EQ(service.shown().at(0).urgency, 1);
    EXPECT_EQ(service.shown().at(0).timeout, -1);
}

TEST_F(DesktopNotifierTest, SaysThatThereIsNoService) {
    EXPECT_THAT(notifier_->show({"t", "m"}, {}).error().message(), HasSubstr("no notification service"));
}

TEST_F(DesktopNotifierTest, AServiceThatNeverAnswersHoldsNoStop) {
    const BusService silent(bus_, "org.freedesktop.Notifications", [](DBusMessage*) { return nullptr; });
    std::stop_source stop;
    std::jthread stopper([&stop] { stop.request_stop(); });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THAT(notifier_->show({"t", "m"}, stop.get_token()).error().message(), HasSubstr("was stopped"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
}

TEST_F(DesktopNotifierTest, AServiceThatNeverAnswersIsGivenUp) {
    const BusService silent(bus_, "org.freedesktop.Notifications", [](DBusMessage*) { return nullptr; });
    EXPECT_THAT(notifier_->show({"t", "m"}, {}).error().message(), HasSubstr("no answer in time"));
}

TEST(DesktopNotifier, SaysThatThereIsNoSession) {
    const FakeEnvironment environment;
    EXPECT_THAT(make_notifier(environment)->show({"t", "m"}, {}).error().message(),
                HasSubstr("there is no desktop session"));
    FakeEnvironment gone;
    gone.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    EXPECT_THAT(make_notifier(gone)->show({"t", "m"}, {}).error().message(), HasSubstr("cannot be reached"));
}

TEST_F(DesktopNotifierTest, DunstShowsAndReplaces) {
    const XServer server;
    if (find_program("dunst").empty() || server.display().empty()) {
        GTEST_SKIP() << "dunst or Xvfb is not installed";
    }
    const ChildProgram::Variables variables{{"DISPLAY", server.display()},
                                            {"DBUS_SESSION_BUS_ADDRESS", bus_.address()}};
    const ChildProgram dunst({"dunst", "-conf", "/dev/null"}, variables);
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    Result<std::uint32_t> first = notifier_->show({"Saved", "<b>a</b>"}, {});
    while (!first.ok() && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(20ms);  // until it has taken its name
        first = notifier_->show({"Saved", "<b>a</b>"}, {});
    }
    ASSERT_TRUE(first.ok()) << first.error().message();
    EXPECT_GT(first.value(), 0U);
    Notification next{"Saved", "again"};
    next.replaces = first.value();
    EXPECT_EQ(notifier_->show(next, {}).value(), first.value());
    EXPECT_NE(notifier_->show({"Saved", "another"}, {}).value(), first.value());
}

}  // namespace
}  // namespace wee
