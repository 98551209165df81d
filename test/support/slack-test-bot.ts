import { createSlackApp, type SlackApp } from '../../src/adapters/slack/create-slack-app.ts';
import type { SlackSettings } from '../../src/adapters/slack/slack-settings.ts';
import { createOneSpeaker } from '../../src/adapters/slack/workspaces/speakers.ts';
import { createDirectIntake } from './direct-intake.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { clickDelivery, commandDelivery, messageDelivery, pasteDelivery } from './slack-deliveries.ts';
import { createTestReceiver } from './slack-receiver.ts';
import {
  createRecordingFlows,
  createRecordingLogger,
  type RecordingFlows,
  type RecordingLogger,
} from './slack-recording-flows.ts';

type Acks = Promise<readonly unknown[]>;

/** The real Bolt app behind a receiver of three methods, with a Slack API on loopback. */
export interface TestBot {
  readonly api: SlackApi;
  readonly flows: RecordingFlows;
  readonly logger: RecordingLogger;
  say(event: object): Acks;
  command(text: string): Acks;
  click(more: object, value?: string): Acks;
  submit(text: string | null, files?: readonly object[]): Acks;
  /** A body as Slack delivers it. */
  deliver(body: object): Acks;
  stop(): Promise<void>;
}

export async function startTestBot(): Promise<TestBot> {
  const api = await startSlackApi();
  const flows = createRecordingFlows();
  const logger = createRecordingLogger();
  const receiver = createTestReceiver();
  const settings: SlackSettings = {
    botToken: 'xoxb-1',
    transport: { kind: 'socket', appToken: 'xapp-1' },
    slackApiUrl: api.url,
  };
  const speakers = createOneSpeaker(settings, logger);
  const eraseWorkspace = async () => undefined;
  const intake = createDirectIntake(flows, (body, error) => slack.tellFailure(body, error));
  const slack: SlackApp = createSlackApp({
    settings,
    speakers,
    eraseWorkspace,
    flows,
    intake,
    logger,
    receiver,
  });
  return {
    api,
    flows,
    logger,
    say: (event) => receiver.deliver(messageDelivery(event)),
    command: (text) => receiver.deliver(commandDelivery(text, api.responseUrl)),
    click: (more, value) => receiver.deliver(clickDelivery(more, value)),
    submit: (text, files = []) => receiver.deliver(pasteDelivery(text, files)),
    deliver: (body) => receiver.deliver(body),
    stop: () => api.stop(),
  };
}
