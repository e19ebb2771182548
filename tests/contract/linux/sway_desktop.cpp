#include "tests/contract/linux/sway_desktop.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "sources/desktop/linux/local_socket.h"
#include "tests/support/fake_environment.h"
#include "tests/support/linux/terminal.h"
#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

constexpr unsigned kNobody = 65534;

std::vector<std::string> as_user(std::vector<std::string> command) {
    if (::geteuid() == 0) {
        command.insert(command.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    }
    return command;
}

class Foot final : public ProgramWithWindow {
public:
    Foot(const std::string& title, const ChildProgram::Variables& variables)
        : terminal_(as_user({"foot", "-c", "/dev/null", "-T", title}), variables) {}
    void set_title(const std::string& title) override { terminal_.set_title(title); }
    [[nodiscard]] std::string pid() const override { return std::to_string(terminal_.process().pid()); }

private:
    Terminal terminal_;
};

class SwayDesktop final : public TestedDesktop {
public:
    SwayDesktop() {
        for (const char* program : {"sway", "swaymsg", "foot", "setpriv"}) {
            if (find_program(program).empty()) {
                missing_ = std::string(program) + " is not installed";
                return;
            }
        }
        std::filesystem::permissions(directory_.path(), std::filesystem::perms(0700));
        if (::geteuid() == 0 && ::chown(directory_.text().c_str(), kNobody, kNobody) != 0) {
            missing_ = "its directory cannot be given away";
            return;
        }
        environment_.set("SWAYSOCK", socket());
        start_again();
    }

    [[nodiscard]] std::string missing() const override { return missing_; }
    [[nodiscard]] const Environment& environment() const override { return environment_; }
    std::unique_ptr<ProgramWithWindow> open(const std::string& title) override {
        return std::make_unique<Foot>(title, variables());
    }
    [[nodiscard]] std::string program() const override { return "/usr/bin/foot"; }
    [[nodiscard]] std::string window_class() const override { return "foot"; }
    void focus(const std::string& window_id) override {
        run_program({"swaymsg", "-s", socket(), "[con_id=" + window_id + "] focus"});
    }
    void crash() override {
        server_.kill();
        for (const std::string& name :
             {socket(), directory_.file("wayland-1"), directory_.file("wayland-1.lock")}) {
            std::filesystem::remove(name);
        }
    }
    void start_again() override {
        const std::string config = directory_.write_file("config", "xwayland disable\n");
        server_ = ChildProgram(as_user({"sway", "-c", config}), variables());
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!connect_local_socket(socket()).is_open()) {
            if (std::chrono::steady_clock::now() > deadline) {
                missing_ = "sway does not start";
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    void freeze() override { server_.send_signal(SIGSTOP); }
    void thaw() override { server_.send_signal(SIGCONT); }

private:
    [[nodiscard]] std::string socket() const { return directory_.file("sway-ipc.65534.1.sock"); }
    [[nodiscard]] ChildProgram::Variables variables() const {
        return {{"XDG_RUNTIME_DIR", directory_.text()},
                {"HOME", directory_.text()},
                {"SWAYSOCK", socket()},
                {"WAYLAND_DISPLAY", is_running() ? "wayland-1" : ""},
                {"WLR_BACKENDS", "headless"},
                {"WLR_RENDERER", "pixman"},
                {"WLR_LIBINPUT_NO_DEVICES", "1"}};
    }
    [[nodiscard]] bool is_running() const { return server_.is_started(); }

    std::string missing_;
    TemporaryDirectory directory_;
    FakeEnvironment environment_;
    ChildProgram server_;
};

}  // namespace

std::unique_ptr<TestedDesktop> make_sway_desktop() {
    return std::make_unique<SwayDesktop>();
}

}  // namespace wee
