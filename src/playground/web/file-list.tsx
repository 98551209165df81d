import type { FileObject } from '../workspace/model.ts';
import { Icon } from './icons.tsx';

/** The files of a message: name, kind and size, each a link to its bytes on this machine. */
export function FileList({ files }: { readonly files: readonly FileObject[] }) {
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <a className="file" href={pathOf(file)} download={file.name}>
            <Icon name="file" size={20} />
            <span>
              <strong>{file.name}</strong>
              <span className="quiet">
                {file.mode === 'tombstone'
                  ? 'This file was deleted.'
                  : `${file.pretty_type} · ${sizeOf(file.size)}`}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Only this workspace's own files: their path, whatever host the address names. */
function pathOf(file: FileObject): string {
  return URL.canParse(file.url_private) ? new URL(file.url_private).pathname : '#';
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} kB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
