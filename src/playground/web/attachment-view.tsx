import type { ReactNode } from 'react';
import { listOf, textOf } from '../workspace/json-values.ts';
import type { Attachment, Json } from '../workspace/model.ts';
import { BlockList } from './block-list.tsx';
import type { Pressed } from './press.tsx';
import { isSafeUrl, SafeLink } from './safe-link.tsx';

interface AttachmentViewProps {
  readonly attachment: Attachment;
  readonly onPress: (pressed: Pressed) => void;
}

// matches: a30200   #22BB33
const HEX_COLOR = /^#?[0-9a-f]{6}$/i;

/** A legacy attachment: bar, author, title, text, fields, link buttons, footer; or blocks with a bar. */
export function AttachmentView({ attachment, onPress }: AttachmentViewProps) {
  const color = textOf(attachment.color);
  const bar = HEX_COLOR.test(color) ? `#${color.replace('#', '')}` : 'var(--bar)';
  const pretext = textOf(attachment['pretext']);
  return (
    <div className="attachment">
      {pretext !== '' && <Mrkdwn text={pretext} />}
      <div className="attachment-row">
        <span className="attachment-bar" style={{ background: bar }} />
        <div className="attachment-body">
          {attachment.blocks === undefined ? (
            <Legacy attachment={attachment} />
          ) : (
            <BlockList blocks={attachment.blocks} onPress={onPress} />
          )}
        </div>
      </div>
    </div>
  );
}

function Legacy({ attachment }: { readonly attachment: Attachment }) {
  const words = (field: string) => textOf(attachment[field]);
  const footer = [words('footer'), timeOf(attachment['ts'])].filter((part) => part !== '').join('  |  ');
  return (
    <>
      {words('author_name') !== '' && (
        <div className="attachment-author">{linked(words('author_link'), words('author_name'))}</div>
      )}
      {words('title') !== '' && (
        <div className="attachment-title">
          {words('title_link') === '' ? (
            <Mrkdwn text={words('title')} />
          ) : (
            linked(words('title_link'), words('title'))
          )}
        </div>
      )}
      {words('text') !== '' && <Mrkdwn text={words('text')} />}
      <Fields fields={listOf(attachment['fields'])} />
      <Actions actions={listOf(attachment['actions'])} />
      {footer !== '' && (
        <div className="attachment-footer">
          <Mrkdwn text={footer} />
        </div>
      )}
    </>
  );
}

function Fields({ fields }: { readonly fields: readonly Json[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="attachment-fields">
      {fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other name and never move
        <div key={index} className={field['short'] === true ? 'field field-short' : 'field'}>
          <dt>{textOf(field['title'])}</dt>
          <dd>
            <Mrkdwn text={textOf(field['value'])} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Buttons of other apps: a link leads somewhere, the rest is painted only. */
function Actions({ actions }: { readonly actions: readonly Json[] }) {
  if (actions.length === 0) return null;
  return (
    <div className="attachment-actions">
      {actions.map((action) => {
        const style = textOf(action['style']);
        const look = style === 'primary' || style === 'danger' ? `button button-${style}` : 'button';
        const url = textOf(action['url']);
        return isSafeUrl(url) ? (
          <a key={textOf(action['id'])} className={look} href={url} target="_blank" rel="noopener noreferrer">
            {textOf(action['text'])}
          </a>
        ) : (
          <button key={textOf(action['id'])} type="button" className={look}>
            {textOf(action['text'])}
          </button>
        );
      })}
    </div>
  );
}

export function Mrkdwn({ text }: { readonly text: string }) {
  if (text === '') return null;
  return (
    <BlockList blocks={[{ type: 'section', text: { type: 'mrkdwn', text } }]} onPress={() => undefined} />
  );
}

function linked(url: string, words: string): ReactNode {
  return isSafeUrl(url) ? <SafeLink href={url}>{words}</SafeLink> : words;
}

function timeOf(ts: unknown): string {
  const seconds = Number(ts);
  return ts === undefined || !Number.isFinite(seconds) ? '' : new Date(seconds * 1000).toLocaleString();
}
