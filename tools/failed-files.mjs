// A reporter of Node's test runner: the files in which something failed, a line each.
export default async function* failedFiles(events) {
  const told = new Set();
  for await (const { type, data } of events) {
    if (type !== 'test:fail' || data.todo !== undefined || !data.file || told.has(data.file)) continue;
    told.add(data.file);
    yield `${data.file}\n`;
  }
}
