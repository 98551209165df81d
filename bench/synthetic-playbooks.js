const WORDS = [
  'gasket',
  'rotor',
  'flange',
  'piston',
  'valve',
  'spindle',
  'bearing',
  'sprocket',
  'camshaft',
  'manifold',
];

/** `count` playbooks with eight signals each that no log holds: only their number costs. */
export function syntheticPlaybooks(count, model) {
  return Array.from({ length: count }, (_, index) => {
    const id = `synthetic-${index}`;
    const signal = (_, at) =>
      `${WORDS[(index + at) % WORDS.length]} ${id} failed with ${WORDS[at % WORDS.length]} error ${at}`;
    const playbook = {
      ...model,
      id,
      aliases: [],
      replaces: [],
      causes: [],
      match: {
        ...model.match,
        any: Array.from({ length: 8 }, signal),
        all: [],
        none: [],
        none_in_line: [],
        partial: [],
        requests: [],
      },
    };
    delete playbook.kind;
    return { playbook, path: `synthetic/${id}.yaml`, where: () => `synthetic/${id}.yaml:1:1` };
  });
}
