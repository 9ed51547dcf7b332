"""What reviewers say of a dossier: sessions and decisions, the durable file, queues, and the folder of sessions."""
