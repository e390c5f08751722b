"""Where articles come from: feeds, files and folders, fetched politely and parsed in a process that can be killed."""
