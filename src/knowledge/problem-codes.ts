/** Every code that a check may give: whether it is a problem or a remark, and how to mend it. `docs/problems.md` explains each with an example. */

/**
 * A problem is certainly wrong: `check` fails, and of all but `cut-answer` and `unreachable-entry`, for which the bot must be asked, the bot does not
 * start. A remark is for a person to judge, and never stops anything.
 */
export type Level = 'problem' | 'remark'

export type CodeInfo = {
  level: Level
  /** What to do, in words that fit every case; the message of one problem says more. */
  mend: string
}

const problem = (mend: string): CodeInfo => ({ level: 'problem', mend })
const remark = (mend: string): CodeInfo => ({ level: 'remark', mend })

export const PROBLEM_CODES = {
  // Folders and files.
  'no-folder': problem('Create the folder, or correct KNOWLEDGE_DIR.'),
  'folder-loop': problem('Remove the link: it leads back into a folder that holds it.'),
  'unreadable-file': problem('Make the file readable, or remove it; if it was deleted meanwhile, check again.'),
  'file-too-large': problem('Split the file by topic, or move what is no knowledge out of the folder.'),
  'not-utf8': problem('Save the file as UTF-8 in your editor.'),
  'merge-conflict': problem('Keep the lines that are right and delete the lines of <, = and > signs.'),
  'invisible-character': problem('Delete the character and type the text around it again.'),
  'full-width-colon': problem('Write a plain colon and a space after the name of a field.'),
  'unknown-file': problem('Rename the file to one of those that README.md lists, or move it out of the folder.'),
  'missing-file': problem('Add the file; every knowledge base needs it once.'),

  // What YAML itself trips over.
  'yaml-tab-as-indent': problem('Indent with spaces, two for each level, never with the tab key.'),
  'yaml-bad-indent': problem('Indent as the lines around it, by two spaces a level.'),
  'yaml-block-as-implicit-key': problem('Put the whole text in double quotes: it holds a colon and a space.'),
  'yaml-multiline-implicit-key': problem('Put the whole text in double quotes, or write the missing colon.'),
  'yaml-missing-char': problem('Close the quote or bracket, or write the sign that the message names.'),
  'yaml-duplicate-key': problem('Keep one of the two fields.'),
  'yaml-bad-scalar-start': problem('Put text that begins with such a sign in double quotes.'),
  'yaml-bad-escape': problem('Write \\\\ for a backslash between double quotes.'),
  'yaml-block-in-flow': problem(
    'Inside [ ] and { } write everything between the brackets, or use lines without brackets.',
  ),
  'yaml-unexpected-token': problem('Correct the line, most often by putting the text in double quotes.'),
  'yaml-several-documents': problem('Remove the line that holds only --- or ..., so that the file is one document.'),
  'yaml-tag': problem('Put text that begins with ! in double quotes.'),
  'yaml-directive': problem('Remove the line that begins with %, or put the text in double quotes.'),
  'yaml-bad-alias': problem('Put text that begins with & or * in double quotes.'),
  'yaml-unknown-alias': problem('Put text that begins with * in double quotes.'),
  'yaml-too-many-aliases': problem('Write the values out instead of using & and *.'),
  'yaml-too-deep': problem('Take brackets away: no knowledge file needs that many levels.'),
  'yaml-leading-zero': problem('Put the number in double quotes.'),
  'yaml-odd-number': problem('Write the number in plain digits, or put it in double quotes if it is text.'),

  // Records of the wrong shape.
  'missing-field': problem('Add the field.'),
  'empty-field': problem('Fill the field in, or remove its line.'),
  'missing-translation': problem('Write the other language.'),
  'unknown-key': problem('Correct the name of the field, or remove it.'),
  'wrong-type': problem('Write what the message says belongs there.'),
  'wrong-value': problem('Write what the message says belongs there.'),
  'wrong-form': problem('Bring the entry into one of the forms that the message names.'),

  // Names that lead nowhere.
  'duplicate-id': problem('Choose an id that was never used.'),
  'unknown-source': problem('Correct the id, or add the source to sources.yaml.'),
  'unknown-law': problem('Correct the id, or add the law to laws.yaml.'),
  'unknown-figure': problem('Correct the id, or add the figure.'),
  'unknown-series': problem('Correct the id, or add the series to figures/series.yaml.'),
  'unknown-entry': problem('Correct the id, or add the entry.'),
  'unknown-offence': problem('Correct the id, or add the offence to concepts.yaml.'),
  'unknown-stage': problem('Correct the id, or add the stage to concepts.yaml.'),
  'unknown-measure': problem('Correct the id, or add the measure to concepts.yaml.'),
  'unknown-place': problem('Correct the id, or add the place to concepts.yaml.'),
  'unknown-group': problem('Correct the id, or add the group of words to signals.yaml.'),
  'unknown-hotline': problem('Correct the number, or add it to hotlines.yaml.'),
  'unknown-question': problem('Remove the sentence here, or add it to the question bank.'),

  // What was retired.
  'retired-in-use': problem('Give the new one an id that was never used, or remove the line in retired.yaml.'),
  'unknown-successor': problem('Name an entry, term or figure that is there.'),
  'successor-circle': problem('Name a successor that is still there.'),
  'retired-expected': problem('Expect the successor instead.'),

  // Sentences that lead to two places, or to none.
  'duplicate-phrasing': problem('Keep the example question in the entry where it belongs.'),
  'no-phrasing': problem('Give at least one example question in each language.'),
  'bank-repeats-phrasing': problem('Word the question in the bank differently from the example.'),
  'duplicate-question': problem('Keep the question once.'),

  // Texts.
  'languages-differ': problem('Say the same in both languages: the same {figures}, and as many steps.'),
  'no-value': problem('Write {value} where the number belongs.'),
  'unbound-number': problem('Declare the number under `numbers`, as a law article, or write it as {figure-id}.'),
  traditional: problem('Write simplified characters; traditional ones are made from them.'),
  'wrong-language': problem('Write English under `en` and Chinese under `zh`.'),
  'numbers-differ': problem('Write the same number in both languages: 105,000 is 10.5万.'),
  'dates-reversed': problem('Correct one of the two days.'),

  // Figures.
  'transposed-digits': problem('Compare with the source, and correct the value or the report.'),
  'wrong-magnitude': problem('Compare with the source: a zero is missing or too many, or 万 was misread.'),
  'unreported-value': problem('Write under `reports` how a source puts the value, or correct the value.'),
  'not-a-part': problem('Remove the id under `part_of`, or correct the field that differs.'),
  'part-exceeds-whole': problem('Correct one of the two values, or remove the id under `part_of`.'),
  change: problem('Give `percent` or `times`, and `base` or `base_label`.'),
  share: problem('Say under `share` whose share it is, or remove `share` from a figure that is none.'),
  'in-two-series': problem('Keep the figure in one series.'),
  'run-mixes': problem('Keep figures of one stage and one measure in a series.'),
  'run-order': problem('Put the figures of a run in the order of time.'),
  formula: problem('Correct the formula as the message says.'),
  'undeclared-constant': problem('Say under `constants` what the number means.'),

  // Signals and links.
  'unreachable-signal': problem('Move the signal above the one that the message names, or remove it.'),
  'bad-link': problem("Write the address of the publisher's page, or remove `url`."),

  // What answers turn out to be.
  'cut-answer': problem('Shorten the texts of the entry, or name fewer sources.'),
  'unreachable-entry': problem('Add example questions that lead to it, or correct the signal that takes them.'),

  // How it is written, which changes nothing of what it says.
  'untidy-spacing': remark('Run `npm run check -- --fix`.'),
  'field-order': remark('Run `npm run check -- --fix`.'),

  // For a person to judge.
  'led-elsewhere': remark('Take the example out, or the word out of the signal or term that takes it.'),
  'nearer-elsewhere': remark('Move the example to the other entry, or word it by what sets this entry apart.'),
  'near-duplicate-phrasing': remark('Keep the example question in one of the two entries.'),
  'overlapping-entries': remark('Make the two entries one, or ask for each in words of its own.'),
  'unused-source': remark('Name the source where it belongs, or remove it.'),
  'unused-group': remark('Name the group in a signal, or remove it.'),
  'overdue-figure': remark('Look for the newer figure and add it; if there is none yet, set `next_release` anew.'),
  'expired-entry': remark(
    'Say what applies now in an entry of its own, or leave it: the answer says until when it applied.',
  ),
  'overdue-review': remark('Compare the entry with its sources and set `reviewed` to today.'),
  'date-in-future': remark('Correct the day; NOW, if set, is taken for today.'),
  'out-of-line': remark('Compare the value with its source; leave it if it is right.'),
  'change-differs': remark(
    'Compare value, change and base with the source; say under `note` why they differ if they do.',
  ),
  'hard-to-read': remark('Use shorter words and sentences; leave it where the law allows no other.'),
  'insecure-link': remark('Write https instead of http.'),
  'duplicate-link': remark('Keep one of the two sources and name it in both places.'),
} as const satisfies Record<string, CodeInfo>

export type ProblemCode = keyof typeof PROBLEM_CODES

export const codeInfo = (code: ProblemCode): CodeInfo => PROBLEM_CODES[code]
