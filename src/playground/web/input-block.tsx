import { type ReactNode, useId } from 'react';
import { jsonOf, textOf } from '../workspace/json-values.ts';
import type { Block, Json } from '../workspace/model.ts';
import { optionsOf } from './menu-element.tsx';
import { useTown } from './town.ts';

interface InputBlockProps {
  readonly block: Block;
  readonly value: unknown;
  readonly error: string | null;
  readonly onChange: (value: unknown) => void;
}

interface FieldProps {
  readonly id: string;
  readonly element: Json;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** An input of a modal with label, hint and error. Ours, because the library's inputs report nothing. */
export function InputBlock({ block, value, error, onChange }: InputBlockProps) {
  const id = useId();
  const hint = textOf(jsonOf(block['hint'])['text']);
  const element = jsonOf(block['element']);
  return (
    <div className={error === null ? 'input-block' : 'input-block has-error'} data-block-id={block.block_id}>
      <label htmlFor={id} id={`${id}-label`}>
        {textOf(jsonOf(block['label'])['text'])}
        {block['optional'] === true && <span className="quiet"> (optional)</span>}
      </label>
      <Field id={id} element={element} value={value} onChange={onChange} />
      {error !== null && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {hint !== '' && <p className="quiet">{hint}</p>}
    </div>
  );
}

const HTML_TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

function Field(props: FieldProps): ReactNode {
  const { id, element, value, onChange } = props;
  const type = textOf(element['type']);
  if (
    type === 'static_select' ||
    type === 'users_select' ||
    type.endsWith('channels_select') ||
    type === 'conversations_select'
  )
    return <Select {...props} />;
  if (type === 'radio_buttons') return <Choices {...props} isMany={false} />;
  if (type === 'checkboxes' || type === 'multi_static_select') return <Choices {...props} isMany />;
  if (type === 'file_input') {
    return (
      <div className="file-input" id={id}>
        Files cannot be attached in this playground yet.
      </div>
    );
  }
  const text = textOf(
    value ?? element['initial_value'] ?? element['initial_date'] ?? element['initial_time'],
  );
  const shared = { id, value: text, placeholder: textOf(jsonOf(element['placeholder'])['text']) };
  const most = Number(element['max_length'] ?? 3_000);
  if (element['multiline'] === true) {
    return (
      <textarea {...shared} rows={5} maxLength={most} onChange={(event) => onChange(event.target.value)} />
    );
  }
  return (
    <input
      {...shared}
      type={HTML_TYPES[type] ?? 'text'}
      maxLength={most}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Select({ id, element, value, onChange }: FieldProps) {
  const { snapshot } = useTown();
  const type = textOf(element['type']);
  const initial = textOf(jsonOf(element['initial_option'])['value']);
  const people = snapshot.users.map((one) => ({ value: one.id, label: one.real_name }));
  const channels = snapshot.channels.map((one) => ({ value: one.id, label: `#${one.name}` }));
  const options = type === 'static_select' ? optionsOf(element) : type === 'users_select' ? people : channels;
  return (
    <select id={id} value={textOf(value) || initial} onChange={(event) => onChange(event.target.value)}>
      <option value="">{textOf(jsonOf(element['placeholder'])['text']) || 'Select an option'}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Choices({ id, element, value, onChange, isMany }: FieldProps & { readonly isMany: boolean }) {
  const chosen = chosenOf(element, value);
  const toggle = (one: string) => {
    if (!isMany) return onChange(one);
    return onChange(chosen.includes(one) ? chosen.filter((old) => old !== one) : [...chosen, one]);
  };
  return (
    <fieldset id={id} className="choices">
      {optionsOf(element).map((option) => (
        <label key={option.value}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>
            {option.label}
            {option.description !== '' && <span className="quiet"> {option.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function chosenOf(element: Json, value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.map(textOf);
  const one = textOf(jsonOf(element['initial_option'])['value']);
  if (one !== '') return [one];
  const many: unknown = element['initial_options'];
  return Array.isArray(many) ? many.map((option) => textOf(jsonOf(option)['value'])) : [];
}
