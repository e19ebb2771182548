#include "sources/unsupported_source.h"

#include <utility>

namespace wee {
namespace {

class UnsupportedSource final : public Source {
public:
    UnsupportedSource(std::string name, std::string reason)
        : name_(std::move(name)), reason_(std::move(reason)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<void> start(EventSink& /*sink*/) override { return Error(reason_); }
    void stop() override {}

private:
    const std::string name_;
    const std::string reason_;
};

}  // namespace

std::unique_ptr<Source> make_unsupported_source(std::string name, std::string reason) {
    return std::make_unique<UnsupportedSource>(std::move(name), std::move(reason));
}

}  // namespace wee
