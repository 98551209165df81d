import type { WebClient } from '@slack/web-api';
import type { ChatFlows } from '../../../flows/chat-flows.ts';
import type { Intake } from '../../../flows/intake.ts';
import type { Logger } from '../../../flows/ports.ts';
import type { IsExternal } from '../external-channels.ts';
import type { SlackIdentity } from '../slack-identity.ts';

/** What every listener works with. */
export interface ListenerContext {
  readonly client: WebClient;
  readonly flows: ChatFlows;
  readonly intake: Intake;
  readonly logger: Logger;
  /** Who we are; asked of Slack once. */
  identify(): Promise<SlackIdentity>;
  /** For deliveries that do not say whether people of another organisation read along. */
  readonly isExternal: IsExternal;
}
