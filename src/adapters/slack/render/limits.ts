/**
 * Slack's numbers, all of them, in characters unless the name says otherwise.
 *
 * Source: https://docs.slack.dev/reference/block-kit/blocks and .../views; the one for a whole message is
 * not documented: Slack answers `msg_blocks_too_long` from about 13,200 on, counting the blocks' own frame
 * (https://github.com/slackapi/bolt-js/issues/2509, 2867), so we stay well below it in bytes of JSON.
 */
export const SLACK_LIMITS = {
  message: { blocks: 50, bytes: 12_000 },
  modal: { blocks: 100, bytes: 60_000 },
  home: { blocks: 100, bytes: 60_000 },
  /** Slack cuts a message's text at 40,000 and advises 4,000. */
  fallbackText: 3_000,
  plainMessage: 3_900,
  headerText: 150,
  sectionText: 3_000,
  contextText: 2_000,
  buttonsInARow: 25,
  buttonText: 75,
  buttonValue: 2_000,
  menuEntries: 5,
  menuValue: 150,
  optionText: 75,
  optionValue: 150,
  containerTitle: 150,
  containerBlocks: 10,
  alertText: 200,
  metadata: 3_000,
  url: 3_000,
  modalTitle: 24,
  inputText: 3_000,
  inputLabel: 2_000,
  radioButtons: 10,
  menuOptions: 100,
} as const;

export type Surface = 'message' | 'modal' | 'home';

/** Our own measures, for reading on a phone: more than this is cut, and the cut is shown. */
export const SHOWN = {
  message: { block: 3_000, folded: 1_200, lines: 60, line: 500, items: 40 },
  modal: { block: 6_000, folded: 3_000, lines: 200, line: 1_000, items: 100 },
  home: { block: 3_000, folded: 1_200, lines: 60, line: 500, items: 60 },
} as const;
