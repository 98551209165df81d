import { jsonOf, textOf } from '../json-values.ts';
import { required } from './arguments.ts';
import type { Methods } from './methods.ts';

export const viewMethods: Methods = {
  'views.open': ({ views, triggers }, args) => {
    triggers.spend(required(args, 'trigger_id'));
    return { view: views.open(jsonOf(args['view'])) };
  },
  'views.push': ({ views, triggers }, args) => {
    triggers.spend(required(args, 'trigger_id'));
    return { view: views.push(jsonOf(args['view'])) };
  },
  'views.update': ({ views }, args) => ({
    view: views.update(
      {
        viewId: textOf(args['view_id']),
        externalId: textOf(args['external_id']),
        hash: textOf(args['hash']),
      },
      jsonOf(args['view']),
    ),
  }),
  'views.publish': ({ views, store }, args) => {
    store.user(required(args, 'user_id'));
    return { view: views.publish(jsonOf(args['view'])) };
  },
};
