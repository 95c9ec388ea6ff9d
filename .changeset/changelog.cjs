/** How `changeset version` writes CHANGELOG.md: the lines of a changeset as they are, each an item of its section. */
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll('\n', '\n  ')}`,
  // One package that nothing else in the repository depends on.
  getDependencyReleaseLine: async () => '',
};
