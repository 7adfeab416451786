// The controls of questions that are not options: choosing a line, and putting into order.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/widgets/headless.h"

namespace sp::ui {
namespace {

Action activate(NodeId id) {
  return {.id = id, .kind = Action::Kind::activate};
}

class CodeChoiceTest : public ::testing::Test {
 protected:
  int line = 0;
  std::vector<LineMark> marks;
  test::Screen screen;
  test::Screen::Draw draw = [this](Ui& ui) {
    ui.code_choice("code", "Which line?", "a = 1\n\nif a:\n    b = 2\n", line, marks);
  };
};

TEST_F(CodeChoiceTest, EachLineThatHoldsSomethingIsARadio) {
  screen.settle(draw);
  EXPECT_NE(screen.find(Role::radio, "Line 1: a = 1"), nullptr);
  EXPECT_NE(screen.find(Role::radio, "Line 4: b = 2"), nullptr);
  EXPECT_EQ(std::count_if(screen.ui.tree().nodes().begin(), screen.ui.tree().nodes().end(),
                          [](const Node& node) { return node.role == Role::radio; }),
            3);
}

TEST_F(CodeChoiceTest, IsChosenByActionAndByPointer) {
  screen.settle(draw);
  screen.ui.post(activate(screen.id_of(Role::radio, "Line 3: if a:")));
  screen.frame(draw);
  EXPECT_EQ(line, 3);
  screen.settle(draw);
  EXPECT_TRUE(screen.find(Role::radio, "Line 3: if a:")->checked);
  screen.click(screen.find(Role::radio, "Line 1: a = 1")->rect.center(), draw);
  EXPECT_EQ(line, 1);
}

TEST_F(CodeChoiceTest, IsSettledByMarks) {
  line = 1;
  marks = {{1, OptionState::wrong}, {4, OptionState::missed}};
  screen.settle(draw);
  EXPECT_EQ(screen.find(Role::radio, "Line 1: a = 1")->description, "Not correct");
  EXPECT_EQ(screen.find(Role::radio, "Line 4: b = 2")->description, "Correct, but not chosen");
  screen.click(screen.find(Role::radio, "Line 3: if a:")->rect.center(), draw);
  EXPECT_EQ(line, 1);
}

class SortableTest : public ::testing::Test {
 protected:
  std::vector<SortItem> items{{"x", "take the lock"}, {"y", "read"}, {"z", "write"}};
  bool settled = false;
  test::Screen screen;
  test::Screen::Draw draw = [this](Ui& ui) {
    if (const auto move = ui.sortable("steps", "Steps", items, settled)) {
      const SortItem item = items[move->from];
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(move->from));
      items.insert(items.begin() + static_cast<std::ptrdiff_t>(move->to), item);
    }
  };
  std::string order() const {
    std::string keys;
    for (const SortItem& item : items) keys += item.key;
    return keys;
  }
};

TEST_F(SortableTest, ButtonsMoveAnItemAndKeepTheFocus) {
  screen.settle(draw);
  const NodeId down = screen.id_of(Role::button, "Move down: take the lock");
  for (const char* expected : {"yxz", "yzx"}) {
    screen.ui.post(activate(down));
    screen.settle(draw);
    EXPECT_EQ(order(), expected);
  }
  EXPECT_EQ(screen.id_of(Role::button, "Move down: take the lock"), down)
      << "the same node, wherever it stands";
  EXPECT_TRUE(screen.ui.tree().find(down)->disabled) << "at the end it goes no further";
  EXPECT_NE(screen.find(Role::list_item, "3. take the lock"), nullptr);
}

TEST_F(SortableTest, AnItemIsDraggedByItsHandle) {
  screen.settle(draw);
  const Rect first = screen.find(Role::list_item, "1. take the lock")->rect;
  const Rect last = screen.find(Role::list_item, "3. write")->rect;
  screen.pointer({first.x + 20, first.center().y});
  screen.frame(draw);
  screen.press(true);
  screen.frame(draw);
  for (float y = first.center().y; y < last.bottom(); y += 4) {
    screen.pointer({first.x + 20, y});
    screen.frame(draw);
  }
  screen.press(false);
  screen.settle(draw);
  EXPECT_EQ(order(), "yzx");
}

TEST_F(SortableTest, SettledItemsSayWhetherTheyStandRight) {
  settled = true;
  items[0].state = OptionState::right;
  items[1].state = OptionState::wrong;
  items[1].explanation = "It comes last.";
  screen.settle(draw);
  EXPECT_EQ(screen.find(Role::list_item, "1. take the lock")->description, "Correct");
  EXPECT_EQ(screen.find(Role::list_item, "2. read")->description, "Not correct");
  EXPECT_EQ(screen.find(Role::button, "Move down: read"), nullptr);
}

}  // namespace
}  // namespace sp::ui
