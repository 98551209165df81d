import type { SlashCommand } from '../workspace/model.ts';

interface CommandMenuProps {
  readonly commands: readonly SlashCommand[];
  readonly onPick: (command: SlashCommand) => void;
}

/** The commands that what was typed so far may become; none once its arguments are on a second word. */
export function matchingCommands(all: readonly SlashCommand[], text: string): readonly SlashCommand[] {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  const [first = ''] = text.split(' ');
  return all.filter((one) => (text.includes(' ') ? one.command === first : one.command.startsWith(first)));
}

export function CommandMenu({ commands, onPick }: CommandMenuProps) {
  if (commands.length === 0) return null;
  return (
    <ul className="popover command-menu" aria-label="Commands" data-testid="commands">
      {commands.map((one) => (
        <li key={one.command}>
          <button type="button" onClick={() => onPick(one)}>
            <span>
              <strong>{one.command}</strong> <span className="quiet">{one.usageHint}</span>
            </span>
            <span className="quiet">{one.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
