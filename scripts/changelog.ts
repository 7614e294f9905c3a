/** The form of CHANGELOG.md, which is that of https://keepachangelog.com/en/1.1.0/. */

const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const HEADING = /^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/;
const UNRELEASED = '## [Unreleased]';

interface Section {
  /** The whole line: `## [1.2.3] - 2026-11-26`. */
  readonly heading: string;
  readonly text: string;
}

/** The text below a version's heading, or null. */
export function notesOf(version: string, changelog: string): string | null {
  const section = sectionsOf(changelog).find(({ heading }) => HEADING.exec(heading)?.[1] === version);
  return section === undefined ? null : section.text.trim();
}

/** What is wrong with the form, in sentences. */
export function changelogFaults(changelog: string): string[] {
  const sections = sectionsOf(changelog);
  const [first, ...released] = sections;
  const versions = released.flatMap(({ heading }) => HEADING.exec(heading)?.[1] ?? []);
  return [
    ...(changelog.startsWith('# Changelog\n') ? [] : ['The first line is not "# Changelog".']),
    ...(first?.heading === UNRELEASED ? [] : [`The first section is not "${UNRELEASED}".`]),
    ...released
      .filter(({ heading }) => !HEADING.test(heading))
      .map(({ heading }) => `"${heading}" is not "## [X.Y.Z] - YYYY-MM-DD".`),
    ...versions
      .slice(1)
      .filter((version, index) => !isOlder(version, versions[index] ?? ''))
      .map((version) => `${version} does not stand below a newer version.`),
    ...sections.flatMap(kindFaults),
  ];
}

function kindFaults({ heading, text }: Section): string[] {
  return text
    .split(/^### /m)
    .slice(1)
    .flatMap((part) => {
      const [kind = '', ...lines] = part.split('\n');
      if (!KINDS.includes(kind)) return [`"${kind}" in "${heading}" is not one of ${KINDS.join(', ')}.`];
      return lines.some((line) => line.startsWith('- ')) ? [] : [`"${kind}" in "${heading}" lists nothing.`];
    });
}

function sectionsOf(changelog: string): Section[] {
  // Link definitions at the end belong to no section.
  const body = changelog.replace(/(?:\n\[[^\]]+\]: \S+)+\s*$/, '\n');
  return body
    .split(/^(?=## )/m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return { heading, text: lines.join('\n') };
    });
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index] ?? 0;
    if (part !== other) return part < other;
  }
  return false;
}
