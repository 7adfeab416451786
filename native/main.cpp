// The command line: what each command takes, and who does it.
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "native/check.h"
#include "native/commands/app.h"
#include "native/commands/exchange.h"
#include "native/commands/practice.h"
#include "native/commands/progress.h"
#include "native/commands/run_demo.h"
#include "native/commands/serve.h"
#include "native/exit_code.h"

namespace sp::native {
namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 done; 1 a check did not hold, a file has problems, or a run failed;\n"
    "2 wrong arguments; 3 something needed is missing; 130 ended by Ctrl-C.\n";

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.footer(
        std::string("\nExamples:\n"
                    "  switchpoint list\n"
                    "  switchpoint run gil-cpu-bound --set threads=2\n"
                    "  switchpoint run race-counter --variant gil-39 --json\n"
                    "  switchpoint run deadlock-order --trace deadlock.json   (open it in ui.perfetto.dev)\n"
                    "  switchpoint quiz\n"
                    "  switchpoint quiz --card C02\n"
                    "  switchpoint progress\n"
                    "  switchpoint check questions/\n"
                    "  switchpoint export --format anki --topic gil -o gil.txt\n"
                    "  switchpoint import quiz.gift -o mine.json\n\n") +
        kExitCodes);
    add_serve();
    add_list();
    add_run();
    add_quiz();
    add_progress();
    add_check();
    add_export();
    add_import();
    add_app();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kExitOk : kExitUsage;
    }
    return action_();
  }

 private:
  void add_serve() {
    auto* command = app_.add_subcommand("serve", "Serve the page on this machine (loopback only)");
    command->add_option("--port", serve_.port, "Port; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--root", serve_.root, "Folder of the built page (default: where the build puts it)");
    command->footer("\nExample:\n  switchpoint serve --port 9000\n");
    command->callback([this] { action_ = [this] { return serve(serve_, std::cout, std::cerr); }; });
  }

  void add_list() {
    auto* command = app_.add_subcommand("list", "List the demos with their variants and parameters");
    command->add_flag("--json", json_, "As JSON");
    command->callback([this] { action_ = [this] { return list_demos(json_, std::cout); }; });
  }

  void add_run() {
    auto* command = app_.add_subcommand("run", "Run a demo and print what it found");
    command->add_option("demo", run_.demo, "The demo's id, from `switchpoint list`")->required();
    command->add_option("--set", run_.settings, "Set a parameter: name=value (may be repeated)");
    command->add_option("--variant", run_.variants, "Run only this variant (may be repeated)");
    command->add_option("--seed", run_.seed, "Seed of everything that is random")->capture_default_str();
    command->add_option("--predict", run_.prediction,
                        "Your prediction, an option's id: graded after the run");
    command->add_option("--trace", run_.trace_file,
                        "Write the trace to this file, for Perfetto or chrome://tracing");
    command->add_flag("--json", run_.json, "Print the report as JSON");
    command->footer(
        "\nExamples:\n"
        "  switchpoint run gil-cpu-bound --set threads=4 --set work_ms=800\n"
        "  switchpoint run deadlock-order --variant broken --trace deadlock.json\n");
    command->callback([this] { action_ = [this] { return run_demo(run_, std::cout, std::cerr); }; });
  }

  /// What `quiz` asks: one of the modes, or a selection.
  void add_selection(CLI::App& command) {
    using Mode = PracticeOptions::Mode;
    auto* quick = command.add_flag_callback(
        "--quick", [this] { quiz_.mode = Mode::quick; }, "A review of ten: what is due, new, or weakest");
    auto* weak = command.add_flag_callback(
        "--weak", [this] { quiz_.mode = Mode::weak; }, "A review of the twenty that you know least");
    auto* exam = command.add_flag_callback(
        "--exam", [this] { quiz_.mode = Mode::exam; }, "A timed exam: no verdict until its result sheet");
    weak->excludes(quick);
    exam->excludes(quick)->excludes(weak);
    command.add_option("--level", quiz_.level, "The exam's position: entry, mid, senior or architect")
        ->transform(CLI::CheckedTransformer(levels()).description(""))
        ->needs(exam);
    command.add_option("--questions", quiz_.questions, "How many the exam asks")
        ->check(CLI::Range(5, 60))
        ->capture_default_str()
        ->needs(exam);
    auto* card = command.add_option("--card", quiz_.card, "Only the questions of this card, such as C02");
    auto* topic = command.add_option("--topic", quiz_.topic, "Only the questions of this topic, such as gil")
                      ->excludes(card);
    auto* limit = command.add_option("--limit", quiz_.limit, "A plain quiz of at most so many questions")
                      ->check(CLI::PositiveNumber);
    for (auto* selection : {card, topic, limit}) selection->excludes(quick)->excludes(weak)->excludes(exam);
  }

  void add_quiz() {
    auto* command = app_.add_subcommand(
        "quiz", "Practise at the terminal: today's review, an exam, or the questions selected");
    add_selection(*command);
    command->add_option("--seed", quiz_.seed,
                        "Seed of the order of questions and options (default: another each time)");
    command->add_option("--bundle", quiz_.bundle, "Another question bundle than the program's own");
    command->add_option("--deck", quiz_.decks,
                        "A file with questions of your own to ask, too (may be repeated)");
    command->add_flag("!--no-log", quiz_.keep_log, "Neither read the log nor keep the answers");
    command->footer(
        "\nWithout a selection it is the daily review: what is due, and what is new today, as on the page.\n"
        "\nExamples:\n"
        "  switchpoint quiz\n"
        "  switchpoint quiz --quick\n"
        "  switchpoint quiz --exam --level architect --questions 30\n"
        "  switchpoint quiz --topic gil\n"
        "  switchpoint quiz --limit 10\n"
        "  switchpoint quiz --deck mine.json --topic my-team\n");
    command->callback(
        [this] { action_ = [this] { return practise(quiz_, std::cin, std::cout, std::cerr); }; });
  }

  void add_progress() {
    auto* command = app_.add_subcommand(
        "progress", "Show what is due and how well you know it; plan; move your progress");
    command->add_option("--interview-date", progress_.interview_date,
                        "Plan towards this day, such as 2026-12-01; none: towards no day");
    command->add_option("--new-per-day", progress_.new_per_day, "At most so many new items a day (0 to 200)");
    command->add_option("--retention", progress_.retention,
                        "How likely you want to know an item when it comes again (0.7 to 0.97)");
    command->add_option("--export", progress_.export_file,
                        "Write all your records to this file, for another machine or the page");
    command->add_option("--import", progress_.import_files,
                        "Add what is new in this file, exported there (may be repeated)");
    command->add_option("--bundle", progress_.bundle, "Another question bundle than the program's own");
    command->add_option("--deck", progress_.decks, "A file with questions of your own (may be repeated)");
    command->footer(
        "\nMerging goes by record: in any order and direction, as often as you like, without loss.\n"
        "\nExamples:\n"
        "  switchpoint progress\n"
        "  switchpoint progress --interview-date 2026-12-01 --new-per-day 15\n"
        "  switchpoint progress --export switchpoint-answers.jsonl   (then Import in the page's Settings)\n"
        "  switchpoint progress --import ~/Downloads/switchpoint-answers.jsonl\n");
    command->callback(
        [this] { action_ = [this] { return show_progress(progress_, std::cout, std::cerr); }; });
  }

  static std::map<std::string, bank::Level> levels() {
    std::map<std::string, bank::Level> levels;
    for (const bank::Level level : bank::kLevels) levels.emplace(bank::name_of(level), level);
    return levels;
  }

  void add_check() {
    auto* command =
        app_.add_subcommand("check", "Validate question files and print every problem with its place");
    command->add_option("path", check_.paths, "Cards, scenarios, bundles, or folders of them")->required();
    command->add_flag("--stats", check_.stats, "Print counts by topic, level and kind");
    command->add_option(
        "--samples", check_.samples,
        "Print so many drawn instances of each question with numbers of its own, as JSON lines");
    command->footer("\nExamples:\n  switchpoint check questions/\n  switchpoint check questions/ --stats\n");
    command->callback([this] { action_ = [this] { return run_check(check_, std::cout); }; });
  }

  void add_export() {
    auto* command = app_.add_subcommand("export", "Write cards and questions for Anki, Moodle, or to read");
    command->add_option("--format", export_.format, "anki, gift (Moodle), or markdown")
        ->required()
        ->check(CLI::IsMember({"anki", "gift", "markdown"}));
    auto* card = command->add_option("--card", export_.card, "Only this card, such as C02");
    command->add_option("--topic", export_.topic, "Only the cards of this topic, such as gil")
        ->excludes(card);
    command->add_option("--deck", export_.decks, "Only the cards of this deck of your own (may be repeated)");
    command->add_option("--seed", export_.seed, "Seed of the numbers that questions draw")
        ->capture_default_str();
    command
        ->add_option("--instances", export_.instances,
                     "GIFT: so many of each question that draws numbers, with seeds one after the other")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command->add_option("--bundle", export_.bundle, "Another question bundle than the program's own");
    command->add_option("-o,--output", export_.output, "The file to write (default: standard output)");
    command->footer(
        "\nExamples:\n"
        "  switchpoint export --format anki -o switchpoint.txt      (Anki: File > Import)\n"
        "  switchpoint export --format gift --topic gil --instances 3 -o gil.gift\n"
        "  switchpoint export --format markdown --card C02\n"
        "\nFor Anki, make a note type \"Switchpoint\" with the fields Id, Front and Back once: importing a\n"
        "later file then updates the notes and keeps their scheduling.\n");
    command->callback([this] { action_ = [this] { return run_export(export_, std::cout, std::cerr); }; });
  }

  void add_import() {
    auto* command =
        app_.add_subcommand("import", "Make a deck of your own from Anki's text files and Moodle's GIFT");
    command->add_option("file", import_.files, "Files to read: .txt, .csv, .tsv or .gift")->required();
    command->add_option("--format", import_.format, "anki or gift (default: by the file's name)")
        ->check(CLI::IsMember({"anki", "gift"}));
    command->add_option("--bundle", import_.bundle, "Another question bundle than the program's own");
    command->add_option("-o,--output", import_.output, "The deck to write, such as mine.json")->required();
    command->footer(
        "\nExamples:\n"
        "  switchpoint import quiz.gift -o mine.json\n"
        "  switchpoint import notes.txt more.txt --format anki -o notes.json\n"
        "  switchpoint quiz --deck mine.json\n"
        "\nWhat can be taken is taken; everything else is named with its line, and the exit code is 1.\n");
    command->callback([this] { action_ = [this] { return run_import(import_, std::cout, std::cerr); }; });
  }

  void add_app() {
    auto* command = app_.add_subcommand("app", "Open the page's front end as a desktop window");
    command->add_option("address", address_, "Where to open, such as '#/lab/gil-cpu-bound'");
    command->callback([this] { action_ = [this] { return open_app(address_, std::cerr); }; });
  }

  CLI::App app_{"Switchpoint: train for senior interviews on Python concurrency, and see it run.",
                "switchpoint"};
  std::function<int()> action_;
  ServeOptions serve_;
  RunOptions run_;
  PracticeOptions quiz_;
  ProgressOptions progress_;
  CheckOptions check_;
  ExportOptions export_;
  ImportOptions import_;
  std::string address_;
  bool json_ = false;
};

}  // namespace
}  // namespace sp::native

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return sp::native::CommandLine().run(argc, argv);
}
