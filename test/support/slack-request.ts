import { createHmac } from 'node:crypto';

export interface SignedRequest {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
}

/** Posts a body as Slack does: signed over time and text. */
export async function postSigned(request: SignedRequest): Promise<Response> {
  const { url, secret, body, contentType } = request;
  const time = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': time,
      'x-slack-signature': signature,
    },
    body,
  });
}

/** The envelope around an event, as the Events API sends it. */
export function eventEnvelope(event: object): Readonly<Record<string, unknown>> {
  return {
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event_time: 1_700_000_000,
    event,
    authorizations: [
      { enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
    ],
  };
}
