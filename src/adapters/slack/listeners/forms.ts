import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { decodeFormKey, type FormEntries } from '../../../core/card/form.ts';
import { DESTINATION_BLOCK, FIELD_INPUT, renderForm } from '../render/render-form.ts';
import { renderCardModal } from '../render/render-modal.ts';
import type { ListenerContext } from './listener-context.ts';

type ViewArgs = Pick<SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs, 'view' | 'body' | 'ack'>;

/** One listener for every form that a card or the Home tab opens: acknowledged first, worked on afterwards. */
export function onFormSubmitted({ flows, client }: ListenerContext): (args: ViewArgs) => Promise<void> {
  return async ({ view, body, ack }) => {
    const key = decodeFormKey(view.private_metadata);
    if (key === null) return ack();
    const workspace = body.team?.id ?? view.team_id ?? '';
    const answer = await flows.submitForm(key, { ...entriesOf(view), workspace, user: body.user.id });
    switch (answer.kind) {
      case 'errors':
        return ack({ response_action: 'errors', errors: { ...answer.errors } });
      case 'show':
        return ack({ response_action: 'update', view: renderCardModal(answer.card) });
      case 'form':
        return ack({ response_action: 'update', view: renderForm(answer.form) });
      case 'working':
        await ack({ response_action: 'update', view: renderCardModal(answer.card) });
        await client.views.update({ view_id: view.id, view: renderCardModal(await answer.finish()) });
        return;
      case 'accepted':
        await ack();
        return answer.work();
    }
  };
}

function entriesOf(view: ViewArgs['view']): FormEntries {
  const values: Record<string, string> = {};
  for (const [field, states] of Object.entries(view.state.values)) {
    const state = states[FIELD_INPUT];
    const value = state?.selected_option?.value ?? state?.value;
    if (value) values[field] = value;
  }
  const destination =
    view.state.values[DESTINATION_BLOCK]?.[DESTINATION_BLOCK]?.selected_conversation ?? null;
  return { values, destination };
}
