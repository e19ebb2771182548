#include "tests/contract/linux/x11_desktop.h"

#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include "tests/support/fake_environment.h"
#include "tests/support/linux/terminal.h"
#include "tests/support/linux/x_server.h"

namespace wee {
namespace {

class Xterm final : public ProgramWithWindow {
public:
    Xterm(const std::string& title, const ChildProgram::Variables& variables)
        : terminal_({"xterm", "-T", title, "-e"}, variables) {}
    void set_title(const std::string& title) override { terminal_.set_title(title); }
    [[nodiscard]] std::string pid() const override { return std::to_string(terminal_.process().pid()); }

private:
    Terminal terminal_;
};

class X11Desktop final : public TestedDesktop {
public:
    X11Desktop() {
        for (const char* program : {"Xvfb", "openbox", "xterm", "xdotool", "xprop"}) {
            if (find_program(program).empty()) {
                missing_ = std::string(program) + " is not installed";
                return;
            }
        }
        server_.emplace();
        manage();
    }

    [[nodiscard]] std::string missing() const override { return missing_; }
    [[nodiscard]] const Environment& environment() const override { return environment_; }
    std::unique_ptr<ProgramWithWindow> open(const std::string& title) override {
        return std::make_unique<Xterm>(title, variables());
    }
    [[nodiscard]] std::string program() const override { return "/usr/bin/xterm"; }
    [[nodiscard]] std::string window_class() const override { return "XTerm"; }
    void focus(const std::string& window_id) override {
        run_program({"xdotool", "windowactivate", window_id}, variables());
    }
    void crash() override {
        server_->kill();
        manager_.kill();
    }
    void start_again() override {
        server_->start();
        manage();
    }
    void freeze() override { server_->process().send_signal(SIGSTOP); }
    void thaw() override { server_->process().send_signal(SIGCONT); }

private:
    [[nodiscard]] ChildProgram::Variables variables() const { return {{"DISPLAY", server_->display()}}; }

    /// Starts the window manager and waits until it says that it is there.
    void manage() {
        if (server_->display().empty()) {
            missing_ = "Xvfb does not start";
            return;
        }
        environment_.set("DISPLAY", server_->display());
        manager_ = ChildProgram({"openbox", "--sm-disable"}, variables());
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (run_program({"sh", "-c", "xprop -root _NET_CLIENT_LIST | grep -q window"}, variables()) != 0) {
            if (std::chrono::steady_clock::now() > deadline) {
                missing_ = "openbox does not start";
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    std::string missing_;
    FakeEnvironment environment_;
    std::optional<XServer> server_;
    ChildProgram manager_;
};

}  // namespace

std::unique_ptr<TestedDesktop> make_x11_desktop() {
    return std::make_unique<X11Desktop>();
}

}  // namespace wee
