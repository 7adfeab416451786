#include "web/widgets/accessibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sp::ui {
namespace {

using testing::ElementsAre;

Node make(NodeId id, NodeId parent, Role role, std::string name = {}) {
  Node node;
  node.id = id;
  node.parent = parent;
  node.role = role;
  node.name = std::move(name);
  return node;
}

Node focusable(Node node) {
  node.focusable = true;
  return node;
}

TEST(Ids, DependOnThePathAlone) {
  const NodeId root = child_id(0, "root");
  EXPECT_EQ(child_id(root, "check"), child_id(root, "check"));
  EXPECT_NE(child_id(root, "check"), child_id(root, "next"));
  EXPECT_NE(child_id(child_id(root, "a"), "b"), child_id(child_id(root, "b"), "a"));
  EXPECT_NE(child_id(root, "ab"), child_id(child_id(root, "a"), "b"));
  EXPECT_EQ(root, 1510358755u) << "ids are the same in every build: the page and saved tests know them";
}

TEST(Tree, JsonHoldsWhatDiffersFromTheDefault) {
  Tree tree;
  Node root = make(1, 0, Role::root);
  root.rect = {0, 0, 390.4f, 844};
  tree.add(root);
  Node option = make(2, 1, Role::radio, "A. \"yes\"\n\x01");
  option.focusable = option.has_checked = true;
  option.rect = {16, 99.6f, 358, 56};
  tree.add(option);
  Node slider = make(3, 1, Role::slider, "Threads");
  slider.value = "8";
  slider.min = 1, slider.max = 64, slider.now = 8, slider.step = 0.5;
  slider.disabled = true;
  tree.add(slider);
  Node link = make(4, 1, Role::link, "Lab");
  link.href = "#/lab";
  link.current = true;
  tree.add(link);
  tree.focused = 2;
  EXPECT_EQ(
      tree.to_json(),
      R"({"focused":2,"nodes":[{"id":1,"role":"root","rect":[0,0,390,844]},)"
      R"({"id":2,"parent":1,"role":"radio","name":"A. \"yes\"\n\u0001","focusable":true,"has_checked":true,"checked":false,)"
      R"("rect":[16,100,358,56]},)"
      R"({"id":3,"parent":1,"role":"slider","name":"Threads","value":"8","disabled":true,"min":1,"max":64,"now":8,"step":0.5,)"
      R"("rect":[0,0,0,0]},)"
      R"({"id":4,"parent":1,"role":"link","name":"Lab","href":"#/lab","current":true,"rect":[0,0,0,0]}]})");
}

TEST(Tree, JsonMendsIllFormedText) {
  Tree tree;
  tree.add(make(1, 0, Role::root, "\xFF\xC0\xAF ok \xE2\x82"));
  EXPECT_EQ(tree.to_json(),
            "{\"focused\":0,\"nodes\":[{\"id\":1,\"role\":\"root\",\"name\":"
            "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD ok "
            "\xEF\xBF\xBD\xEF\xBF\xBD\",\"rect\":[0,0,0,0]}]}");
}

TEST(Tree, HashTellsFramesApart) {
  const auto build = [](float x, bool checked, std::string name) {
    Tree tree;
    Node node = make(1, 0, Role::checkbox, std::move(name));
    node.rect.x = x;
    node.has_checked = true;
    node.checked = checked;
    tree.add(node);
    return tree.hash();
  };
  EXPECT_EQ(build(10, false, "a"), build(10.2f, false, "a")) << "parts of pixels do not count";
  EXPECT_NE(build(10, false, "a"), build(11, false, "a"));
  EXPECT_NE(build(10, false, "a"), build(10, true, "a"));
  EXPECT_NE(build(10, false, "a"), build(10, false, "b"));
}

TEST(Tree, TabReachesOneRadioOfAGroup) {
  Tree tree;
  tree.add(make(1, 0, Role::root));
  tree.add(make(2, 1, Role::radio_group));
  tree.add(focusable(make(3, 2, Role::radio)));
  Node chosen = focusable(make(4, 2, Role::radio));
  chosen.has_checked = chosen.checked = true;
  tree.add(chosen);
  tree.add(focusable(make(5, 1, Role::button)));
  Node off = focusable(make(6, 1, Role::button));
  off.disabled = true;
  tree.add(off);
  EXPECT_THAT(tree.focus_order(), ElementsAre(4, 5));
  tree.find(4)->checked = false;
  EXPECT_THAT(tree.focus_order(), ElementsAre(3, 5));
}

TEST(Tree, ADialogHoldsTheFocus) {
  Tree tree;
  tree.add(make(1, 0, Role::root));
  tree.add(focusable(make(2, 1, Role::button)));
  Node dialog = make(3, 1, Role::dialog);
  dialog.modal = true;
  tree.add(dialog);
  tree.add(make(4, 3, Role::group));
  tree.add(focusable(make(5, 4, Role::button)));
  EXPECT_THAT(tree.focus_order(), ElementsAre(5));
  EXPECT_TRUE(tree.is_within(5, 3));
  EXPECT_FALSE(tree.is_within(2, 3));
}

TEST(Tree, EveryRoleAndActionHasAName) {
  for (int i = 0; i < kRoleCount; ++i) EXPECT_FALSE(role_name(static_cast<Role>(i)).empty());
  EXPECT_EQ(role_name(Role::list_item), "list_item");
  EXPECT_EQ(role_name(Role::text), "text");
  Action::Kind kind = Action::Kind::blur;
  EXPECT_TRUE(parse_action_name("set_value", kind));
  EXPECT_EQ(kind, Action::Kind::set_value);
  EXPECT_EQ(action_name(Action::Kind::scroll_into_view), "scroll_into_view");
  EXPECT_FALSE(parse_action_name("explode", kind));
}

#ifndef NDEBUG
TEST(TreeDeathTest, TwoNodesWithOneIdAreAsserted) {
  Tree tree;
  tree.add(make(1, 0, Role::root));
  tree.add(make(2, 1, Role::button));
  EXPECT_DEATH(tree.add(make(2, 1, Role::button)), "same path of keys");
}
#endif

}  // namespace
}  // namespace sp::ui
