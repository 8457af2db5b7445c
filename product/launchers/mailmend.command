#!/bin/sh
# What the Finder starts by a double click.
exec "${0%/*}/mailmend"
