#include "app/config_places.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace wee {
namespace {

using testing::Contains;
using testing::ElementsAre;

class ConfigPlacesTest : public testing::Test {
protected:
    [[nodiscard]] std::string at(const std::string& name) const { return directory_.file(name); }
    TemporaryDirectory directory_;
};

TEST_F(ConfigPlacesTest, AFileIsOnePlaceWhetherItIsThereOrNot) {
    EXPECT_THAT(config_places({.file = at("wee.toml"), .directory = {}}),
                ElementsAre(ConfigPlace{directory_.text(), "wee.toml"}));
}

TEST_F(ConfigPlacesTest, EveryLinkOnTheWayIsAPlace) {
    directory_.write_file("v1/real.toml", "");
    std::filesystem::create_directory_symlink("v1", directory_.path() / "current");
    std::filesystem::create_symlink("current/real.toml", directory_.path() / "wee.toml");
    EXPECT_THAT(config_places({.file = at("wee.toml"), .directory = {}}),
                ElementsAre(ConfigPlace{directory_.text(), "wee.toml"},
                            ConfigPlace{directory_.text(), "current"}, ConfigPlace{at("v1"), "real.toml"}));
}

TEST_F(ConfigPlacesTest, ADirectoryIsAPlaceForEveryTomlFile) {
    directory_.write_file("rules.d/a.toml", "");
    const std::vector<ConfigPlace> places = config_places({.file = {}, .directory = at("rules.d")});
    EXPECT_THAT(places, Contains(ConfigPlace{at("rules.d"), ""}));
    EXPECT_TRUE(places.at(1).concerns("new.toml"));
    EXPECT_FALSE(places.at(1).concerns("notes.txt"));
}

TEST_F(ConfigPlacesTest, ACircleOfLinksComesToAnEnd) {
    std::filesystem::create_symlink("b", directory_.path() / "a");
    std::filesystem::create_symlink("a", directory_.path() / "b");
    EXPECT_FALSE(config_places({.file = at("a"), .directory = {}}).empty());
}

}  // namespace
}  // namespace wee
